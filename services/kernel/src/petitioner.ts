import type { IntakeAppealSubmittedV1 } from '@daqidi/schemas';
import { matchesQueryCode } from './query-code.js';

/** As much of a submission as says whose it is. */
type Brought = Pick<IntakeAppealSubmittedV1, 'petitioner' | 'queryCode'>;

/** Who acts as the petitioner of a case: he, or each representative of a group, the first of them first. */
export const petitionersOf = ({ petitioner }: Pick<Brought, 'petitioner'>): readonly string[] => [
  petitioner.personId,
  ...(petitioner.group?.others ?? []).map(({ personId }) => personId),
];

/** Who of them this query code speaks for, as it was typed; null for every other code, and where there is no such case. */
export const petitionerWithCode = (brought: Brought | null | undefined, typed: string | null | undefined): string | null => {
  if (!brought) return null;
  const { petitioner, queryCode } = brought;
  const known = [{ personId: petitioner.personId, queryCode }, ...(petitioner.group?.others ?? [])];
  // All are compared, so that the time says nothing of which.
  return known.filter((one) => matchesQueryCode(one.queryCode, typed ?? null))[0]?.personId ?? null;
};
