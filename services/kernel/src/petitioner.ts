import type { IntakeAppealSubmittedV1, IntakeQueryCodeReplacedV1 } from '@daqidi/schemas';
import { matchesQueryCode } from './query-code.js';

/** As much of a submission as says whose it is. */
type Brought = Pick<IntakeAppealSubmittedV1, 'petitioner' | 'queryCode'>;

/** Who acts as the petitioner of a case: he, or each representative of a group, the first of them first. */
export const petitionersOf = ({ petitioner }: Pick<Brought, 'petitioner'>): readonly string[] => [
  petitioner.personId,
  ...(petitioner.group?.others ?? []).map(({ personId }) => personId),
];

/** As it is since a code was replaced: the petitioner's or, of a group, that of the representative who is named. */
export const withReplacedCode = <Submission extends Brought>(
  brought: Submission,
  { personId, queryCode }: Pick<IntakeQueryCodeReplacedV1, 'personId' | 'queryCode'>,
): Submission => {
  const { petitioner } = brought;
  if (personId === undefined || petitioner.group === undefined) return { ...brought, queryCode };
  const others = petitioner.group.others.map((one) => (one.personId === personId ? { ...one, queryCode } : one));
  return { ...brought, petitioner: { ...petitioner, group: { ...petitioner.group, others } } };
};

/** Who of them this query code speaks for, as it was typed; null for every other code, and where there is no such case. */
export const petitionerWithCode = (brought: Brought | null | undefined, typed: string | null | undefined): string | null => {
  if (!brought) return null;
  const { petitioner, queryCode } = brought;
  const known = [{ personId: petitioner.personId, queryCode }, ...(petitioner.group?.others ?? [])];
  // All are compared, so that the time says nothing of which.
  return known.filter((one) => matchesQueryCode(one.queryCode, typed ?? null))[0]?.personId ?? null;
};
