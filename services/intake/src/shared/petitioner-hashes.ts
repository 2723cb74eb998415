import { keyedHash } from '@daqidi/identity';
import { nameKey, readName } from '@daqidi/kernel';
import { badInput, type ErrorText } from '@daqidi/runtime';
import { checkText } from '@daqidi/service';
import { type IdentityNumberProblem, readIdentityNumber } from '../domain/identity-number.js';
import { checkTelephone, type Details } from '../petitioner-details.js';

export type SearchedBy = 'TELEPHONE' | 'NAME' | 'IDENTITY_NUMBER';

interface Detail {
  readonly by: SearchedBy;
  readonly form: string;
}

const hashOf = (secret: Buffer, { by, form }: Detail): string => keyedHash(secret, `find:${by}:${form}`);

/** What a petitioner is found by, whole and never in part, hashed under a secret. A number in doubt finds nobody. */
export const findableBy = (secret: Buffer, details: Details | null, doubt: IdentityNumberProblem | null): readonly string[] => {
  if (details === null) return [];
  const { telephone, name } = details;
  const identityNumber = doubt === null ? details.identityNumber : null;
  const known: readonly (readonly [SearchedBy, string | null])[] = [
    ['TELEPHONE', telephone],
    ['NAME', name === null ? null : nameKey(name)],
    ['IDENTITY_NUMBER', identityNumber],
  ];
  return known.flatMap(([by, form]) => (form === null ? [] : [hashOf(secret, { by, form })]));
};

/**
 * What the same petitioner is recognised by: a number of his, or his account. A number in doubt is nobody's: many may have been given the
 * same one to fill the place.
 */
export const recognisedBy = (
  secret: Buffer,
  details: Details | null,
  doubt: IdentityNumberProblem | null,
  account: string | null,
): readonly string[] => [
  ...findableBy(secret, details === null ? null : { ...details, name: null }, doubt),
  ...(account === null ? [] : [keyedHash(secret, `account:${account}`)]),
];

/** What somebody may be known by; one of them is given. */
interface Given {
  readonly telephone?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly identityNumber?: string | null | undefined;
}

const forSearch = {
  en: 'Search by one thing: telephone, name or identity number.',
  zh: '请按电话、姓名、证件号码之一查询。',
};

/** What is said of a code that is replaced against none of them, or against both. */
export const forReplacement = {
  en: 'A code is replaced against one thing that is known of the petitioner: his telephone or his identity number.',
  zh: '补发查询码须核对诉求人登记的电话或证件号码之一。',
};

/** The one detail that somebody is known by, in its one form. BAD_USER_INPUT. */
export const readSearch = ({ telephone, name, identityNumber }: Given, otherwise: ErrorText = forSearch): Detail => {
  const read: readonly (() => Detail | null)[] = [
    () => (telephone ? { by: 'TELEPHONE', form: checkTelephone('telephone', telephone) ?? '' } : null),
    () => (name ? { by: 'NAME', form: nameKey(checkText('name', readName(name), 2, 50)) } : null),
    () =>
      identityNumber
        ? { by: 'IDENTITY_NUMBER', form: checkText('identityNumber', readIdentityNumber(identityNumber), 6, 20) }
        : null,
  ];
  const given = read.flatMap((each) => each() ?? []);
  const [detail] = given;
  if (detail === undefined || given.length > 1) throw badInput('input', otherwise.en, otherwise.zh);
  return detail;
};

export const searchHash = (secret: Buffer, input: Given): string => hashOf(secret, readSearch(input));
