const stars = (count: number): string => '*'.repeat(Math.max(count, 0));

const keepEnds = (text: string, head: number, tail: number): string => {
  const characters = [...text];
  if (characters.length <= head + tail) return stars(characters.length);
  return characters.slice(0, head).join('') + stars(characters.length - head - tail) + characters.slice(-tail).join('');
};

/** 张三 → 张*, 欧阳娜娜 → 欧***: the first character stays. */
export const maskName = (name: string): string => {
  const characters = [...name.trim()];
  return characters.length < 2 ? stars(characters.length) : `${characters[0]}${stars(characters.length - 1)}`;
};

/** 13812341234 → 138****1234; a line keeps its area code and last two digits, a shorter number these two only. */
export const maskTelephone = (telephone: string): string => {
  const [, area, line = '', extension = ''] = /^(0\d{2,3}-)(\d{7,8})(-\d+)?$/.exec(telephone) ?? [];
  if (area !== undefined) return `${area}${keepEnds(line, 0, 2)}${extension.replaceAll(/\d/g, '*')}`;
  const digits = telephone.replace(/[\s-]/g, '');
  return digits.length >= 11 ? keepEnds(digits, 3, 4) : keepEnds(digits, 0, 2);
};

/** The first three and the last two stay; anything shorter than an identity number is hidden whole. */
export const maskIdentityNumber = (identityNumber: string): string => {
  const text = identityNumber.trim();
  return text.length >= 15 ? keepEnds(text, 3, 2) : stars(text.length);
};

const areas = /^(?:[^省市县区旗][^省市县区旗镇乡街道村社小]{0,7}(?:省|自治区|市|县|区|旗))*/u;
const township = /^[^县区村]{1,8}?(?:镇|乡|街道|苏木)/u;
const village = /^[^镇乡街道路号]{1,10}?(?:村|社区|居委会)/u;

/** Keeps the address down to its township and village; what follows is hidden, and so is its length. */
export const maskAddress = (address: string): string => {
  const text = address.trim();
  if (text === '') return '';
  let kept = areas.exec(text)?.[0] ?? '';
  for (const part of [township, village]) kept += part.exec(text.slice(kept.length))?.[0] ?? '';
  return kept.length === text.length ? kept : `${kept}***`;
};
