import { plainly } from '@daqidi/kernel';

/** What people write before a number. */
const label = /^\s*(?:联系电话|联系方式|电话号码|手机号码|手机号|手机|电话|座机|固话|tel(?:ephone)?|mobile|phone)\.?[:\s]*/;
/** What people write before an extension. */
const extensionMark = /转|轉|分机|分機|内线|extension|extn?\.?|x|#|;|,/;
/** Some put the character for one, or a sound mark of Japanese, for a dash. */
const signs = /[\s()[\].·_一ー\p{Dash}]/gu;

const mobile = /^1[3-9]\d{9}$/;
/** Area codes of three places (010, 02x) and of four, and the seven or eight places of a number within them. */
const landline = /^(010|02\d|0[3-9]\d\d)([2-9]\d{6,7})$/;
const landlineForm = /^0\d{2,3}-\d{7,8}$/;
const tollFree = /^[48]00\d{7}$/;
const local = /^[2-9]\d{6,7}$/;
/** An extension that nothing but a sign parts from its number. */
const grouped = /^(.*\d{7,8})[\s()一ー\p{Dash}]+(\d{1,6})\)?$/u;

/** Without what a call within the country does without: +86, 0086, and a 0 before a mobile number. Null of other countries. */
const domestic = (digits: string): string | null => {
  const within = /^(?:\+|00)86(\d+)$/.exec(digits)?.[1] ?? /^86(1[3-9]\d{9}|0\d{9,11})$/.exec(digits)?.[1] ?? digits;
  if (/^(?:\+|00)/.test(within)) return null;
  if (/^01[3-9]\d{9}$/.test(within)) return within.slice(1);
  // Whoever writes +86 leaves out the 0 of the area code.
  return within !== digits && !tollFree.test(within) && landline.test(`0${within}`) ? `0${within}` : within;
};

/** A number without its extension, in its one form; null where it is none. */
const readMain = (written: string): string | null => {
  const digits = written.replaceAll(signs, '').replaceAll(/[ol]/g, (letter) => (letter === 'o' ? '0' : '1'));
  if (!/^\+?\d{5,20}$/.test(digits)) return null;
  const within = domestic(digits);
  if (within === null) return `+${digits.replace(/^(?:\+|00)/, '')}`;
  const [, area, number] = landline.exec(within) ?? [];
  return area === undefined ? within : `${area}-${number}`;
};

const isLine = (main: string): boolean => [landlineForm, mobile, local, tollFree].some((form) => form.test(main));

/** A number whose extension, if it has one, follows after a mere blank or dash. */
const readUnmarked = (written: string): string | null => {
  const whole = readMain(written);
  if (whole !== null && mobile.test(whole)) return whole;
  const [, number, extension] = grouped.exec(written) ?? [];
  const main = number === undefined ? null : readMain(number);
  return main !== null && isLine(main) ? `${main}-${extension}` : whole;
};

/**
 * A telephone number as people type it, in its one form: 13812341234, 0827-5223456, 0827-5223456-801 (extension), 5223456, 4008008820,
 * +85212345678. Null where it is none, or more than one.
 */
export const readTelephone = (typed: string): string | null => {
  const plain = plainly(typed)?.toLowerCase().replace(label, '').trim();
  if (plain === undefined) return null;
  const [written = '', marked, ...others] = plain.split(extensionMark).filter((part) => /[^\s:.)]/.test(part));
  if (others.length > 0) return null;
  if (marked === undefined) return readUnmarked(written);
  const main = readMain(written);
  const extension = marked.replaceAll(signs, '').replace(/^:/, '');
  return main !== null && /^\d{1,6}$/.test(extension) ? `${main}-${extension}` : null;
};
