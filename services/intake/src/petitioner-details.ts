import { keyedHash } from '@daqidi/identity';
import { badInput } from '@daqidi/runtime';
import { checkOptionalText } from '@daqidi/service';
import { type IdentityNumberProblem, identityNumberProblem, readIdentityNumber } from './domain/identity-number.js';
import type { PetitionerInput } from './generated/schema.js';

/** What is kept of a petitioner, as it was said. */
export interface Details {
  readonly name: string | null;
  readonly telephone: string | null;
  readonly identityNumber: string | null;
  readonly address: string | null;
}

const telephoneForm = /^\+?[\d -]{5,20}$/;

/** Null where nothing was said. */
export const checkDetails = (input: PetitionerInput | null | undefined): Details | null => {
  const identityNumber = input?.identityNumber ?? null;
  const details = {
    name: checkOptionalText('petitioner.name', input?.name, 50),
    telephone: checkOptionalText('petitioner.telephone', input?.telephone, 20),
    identityNumber: checkOptionalText(
      'petitioner.identityNumber',
      identityNumber === null ? null : readIdentityNumber(identityNumber),
      20,
    ),
    address: checkOptionalText('petitioner.address', input?.address, 200),
  };
  if (details.telephone !== null && !telephoneForm.test(details.telephone)) {
    throw badInput('petitioner.telephone', 'This is no telephone number.', '电话号码格式不正确。');
  }
  return Object.values(details).every((value) => value === null) ? null : details;
};

/** Whoever stands at the window may have no better number with him: it is kept, and doubted. `today` in Asia/Shanghai. */
export const doubtOf = (details: Details | null, today: string): IdentityNumberProblem | null =>
  details === null || details.identityNumber === null ? null : identityNumberProblem(details.identityNumber, today);

/**
 * What repeats are recognised by: the strongest thing known of the petitioner, hashed under a secret. A number in doubt is nobody's:
 * many may have been given the same one to fill the place.
 */
export const lookupOf = (
  secret: Buffer,
  details: Details | null,
  doubt: IdentityNumberProblem | null,
  account: string | null,
): string | null => {
  if (details?.identityNumber && doubt === null) return keyedHash(secret, `identity:${details.identityNumber}`);
  if (details?.telephone) return keyedHash(secret, `telephone:${details.telephone.replaceAll(/\D/g, '')}`);
  return account === null ? null : keyedHash(secret, `account:${account}`);
};
