/** What looks wrong with an identity number, the most basic first. */
export type IdentityNumberProblem = 'IDENTITY_NUMBER_FORM' | 'IDENTITY_NUMBER_DATE' | 'IDENTITY_NUMBER_CHECK';

/** What people write before a number. */
const label = /^(?:居民)?(?:身份证|证件)(?:件)?(?:号码|号)?/u;

/**
 * A number as people type it, in its one form: half-width, capital, without blanks, dashes, brackets and what cannot be seen. The signs
 * and letters of other alphabets that look like an X at its end are one.
 */
export const readIdentityNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[×✕╳ΧХ]\s*$/u, 'X')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(label, '');

const checkCharacters = '10X98765432';

/** ISO 7064 MOD 11-2 over the first 17 digits, as GB 11643 has it. */
export const identityCheckCharacter = (digits: string): string => {
  const remainder = [...digits].reduce((before, digit) => ((before + Number(digit)) * 2) % 11, 0);
  return checkCharacters.charAt(remainder);
};

const resident = /^\d{17}[\dX]$/;
/** Passports, permits and certificates have letters; the permit of compatriots from Taiwan has eight digits. */
const otherDocument = /^(?=\d*[A-Z])[A-Z0-9]{6,20}$|^\d{8}$/;
/** What a typing slip makes of a resident's number: a digit lost or doubled, a letter for a digit. */
const nearlyResident = /^\d+X$|^.{18}$/;

const isBirthday = (digits: string, today: string): boolean => {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  // A day that no month has is read as one of the next month, or not at all.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) && day >= '1900-01-01' && day <= today;
};

/**
 * What looks wrong with a number in its one form, or null. A resident's number (GB 11643) has 18 places, a birthday not after `today`
 * (`YYYY-MM-DD`) and a check character; of other documents only the form is known.
 */
export const identityNumberProblem = (number: string, today: string): IdentityNumberProblem | null => {
  if (!resident.test(number)) {
    return otherDocument.test(number) && !nearlyResident.test(number) ? null : 'IDENTITY_NUMBER_FORM';
  }
  if (!isBirthday(number.slice(6, 14), today)) return 'IDENTITY_NUMBER_DATE';
  return identityCheckCharacter(number.slice(0, 17)) === number.at(-1) ? null : 'IDENTITY_NUMBER_CHECK';
};

const advice = {
  en: 'It was kept as typed; please compare it with the document.',
  zh: '已按所填内容保存,请与证件核对。',
} as const;

/** What whoever typed it is told, without the number. */
export const identityNumberText: Readonly<Record<IdentityNumberProblem, { readonly en: string; readonly zh: string }>> = {
  IDENTITY_NUMBER_FORM: {
    en: `This does not look like an identity number: a resident's has 18 places. ${advice.en}`,
    zh: `不像证件号码:居民身份证号码应为18位。${advice.zh}`,
  },
  IDENTITY_NUMBER_DATE: {
    en: `The birthday in this identity number (places 7 to 14) is not a day that has been. ${advice.en}`,
    zh: `身份证号码第7至14位不是有效的出生日期。${advice.zh}`,
  },
  IDENTITY_NUMBER_CHECK: {
    en: `The check character of this identity number does not fit: at least one place is wrong. ${advice.en}`,
    zh: `身份证号码校验码不符,至少有一位有误。${advice.zh}`,
  },
};
