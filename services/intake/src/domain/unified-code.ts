const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * ISO 7064, MOD 37,36 over digits and capital letters: catches every single wrong character and nearly every swap of
 * neighbours.
 */
export const checkCharacter = (text: string): string => {
  let product = 36;
  for (const character of text) {
    const sum = (product + alphabet.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet.charAt((37 - product) % 36);
};

/** 统一编码: district, day in Asia/Shanghai, a random number of seven digits, check character. Never a sequence. */
export const unifiedCode = (districtCode: string, day: string, number: number): string => {
  const digits = [districtCode, day.replaceAll('-', ''), String(number).padStart(7, '0')];
  return `${digits.join('-')}-${checkCharacter(digits.join(''))}`;
};

/** Whether a typed-in code is whole and its check character right. */
export const isUnifiedCode = (code: string): boolean => {
  const match = /^(\d{6})-(\d{8})-(\d{7})-([0-9A-Z])$/.exec(code);
  return match !== null && checkCharacter(`${match[1]}${match[2]}${match[3]}`) === match[4];
};
