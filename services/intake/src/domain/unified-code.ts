import { asDigits, digitsAndCapitals } from '@daqidi/kernel';

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

/**
 * A code as people type it, in its one form; null where it is not whole, or its check character is wrong. Letters that look like digits
 * are digits where only digits stand; the check character may be either, and has to be right.
 */
export const readUnifiedCode = (typed: string): string | null => {
  const plain = digitsAndCapitals(typed);
  if (plain?.length !== 22) return null;
  const match = /^(\d{6})(\d{8})(\d{7})$/.exec(asDigits(plain.slice(0, -1)));
  if (match === null) return null;
  const [digits, ...groups] = match;
  const check = plain.slice(-1);
  return checkCharacter(digits) === check ? [...groups, check].join('-') : null;
};

/** The day in the code, `YYYYMMDD`. */
export const dayOf = (code: string): string => code.slice(7, 15);
