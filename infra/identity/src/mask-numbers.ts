import { maskIdentityNumber, maskTelephone } from './mask.js';

const digit = '[0-9\uff10-\uff19]';
/** What people put between digits. */
const gap = '[\\s\\p{Dash}\\p{Cf}.·_]{0,3}';
const mark = '[(\uff08]?';
const end = `(?!${digit})`;
const start = `(?<!${digit})`;
const times = (count: string): string => `${digit}{${count}}`;
const country = `(?:${mark}[+\uff0b]${gap})?(?:[0\uff10]{2}${gap})?(?:[8\uff18][6\uff16][)\uff09]?${gap})?`;
const areaCode = `${mark}[0\uff10]${times('2,3')}[)\uff09]?`;
const extension = `(?:\\s*(?:转|轉|分机|分機|[#\uff03]|ext\\.?|extension)(?:分机)?[\\s:：]*${times('1,6')})?`;

/** Of a resident (GB 11643): a year of birth stands at places 7 to 10; the check character may be an X. Fifteen places until 1999. */
const identityNumber = `${start}[1-9\uff11-\uff19](?:${gap}${digit}){5}${gap}(?:[1１][89８９]|[2２][0０])(?:${gap}${digit}){9}${gap}[0-9Xx×\uff10-\uff19\uff38\uff58]${end}`;
const oldIdentityNumber = `${start}[1-9\uff11-\uff19]${times('14')}${end}`;
const groups = (...sizes: readonly string[]): string => sizes.map((size) => times(size)).join(gap);
const mobile = `${start}${country}[(\uff08]?[1\uff11][3-9\uff13-\uff19](?:${digit}[)\uff09]?${gap}${groups('4', '4')}|${times('2')}${gap}${groups('3', '4')}|${digit}[)\uff09]?${gap}${groups('3', '5')}|${times('5')}${gap}${times('4')})${end}${extension}`;
const line = `${start}${country}${areaCode}${gap}(?:${times('7,8')}|${groups('3,4', '4')})${end}(?:${gap}${times('1,6')}${end})?${extension}`;
const abroad = `${start}${country}(?<=86${gap})[1-9\uff11-\uff19]${times('1,2')}${gap}${times('7,8')}${end}`;
/** Seven digits may be anything, unless somebody says that they are a telephone number. */
const labelled = `(?<=(?:电话|手机|座机|固话|联系方式|[Tt][Ee][Ll])(?:号码|号)?[^\\d\uff10-\uff19\\n]{0,4})${groups('3,4', '4')}${end}${extension}`;
const foreign = `[+\uff0b]${digit}(?:${gap}${digit}){6,17}${end}`;

const identity = new RegExp(`${identityNumber}|${oldIdentityNumber}`, 'gu');
const telephone = new RegExp(`${mobile}|${line}|${abroad}|${foreign}|${labelled}`, 'giu');

const maskedIdentity = (text: string): string => maskIdentityNumber(text.normalize('NFKC').replaceAll(/[^0-9A-Z]/gi, ''));

/** A mobile number keeps what it keeps elsewhere, a line its area code, others nothing. */
const maskedTelephone = (text: string): string => {
  const digits = text
    .normalize('NFKC')
    .replaceAll(/\D/g, '')
    .replace(/^(?:00)?86(?=[01])/, '');
  const [mobileNumber] = /^1[3-9]\d{9}/.exec(digits) ?? [];
  if (mobileNumber !== undefined) return maskTelephone(mobileNumber);
  const [area] = /^(?:010|02\d|0[3-9]\d\d)/.exec(digits) ?? [];
  return area === undefined ? '*******' : `${area}-*******`;
};

/**
 * A text with the telephone and identity numbers in it masked, however people type them; everything else stays as it is. Numbers that
 * are neither (codes of appeals, dates, sums, numbers of documents) are left alone.
 */
export const maskNumbers = (text: string): string =>
  // Fewer digits than the shortest of them has: most texts.
  /[0-9\uff10-\uff19]/.test(text) ? text.replaceAll(identity, maskedIdentity).replaceAll(telephone, maskedTelephone) : text;
