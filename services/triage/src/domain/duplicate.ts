import type { Refused, TriageAppealDismissedV1 } from '@daqidi/schemas';
import type { TriageFacts, TriageState } from './triage-case.js';

/** An appeal as far as joining a later one to it depends on it. */
export interface Joinable {
  readonly appealId: string;
  readonly receivedAt: string;
  readonly petitionerId: string;
  readonly district: string | undefined;
  readonly restricted: boolean;
  readonly open: boolean;
}

export const joinableOf = ({ stage }: TriageState, { submitted, scope, closed }: TriageFacts): Joinable | null =>
  submitted && {
    appealId: submitted.appealId,
    receivedAt: submitted.receivedAt,
    petitionerId: submitted.petitioner.personId,
    district: submitted.regionPath[0],
    restricted: (scope ?? submitted).restricted,
    open: stage !== 'DISMISSED' && stage !== 'WITHDRAWN' && !closed,
  };

/** Only the later is joined to the earlier, whoever asks when: so no circle can come of it. */
const isEarlier = (one: Joinable, other: Joinable): boolean =>
  one.receivedAt < other.receivedAt || (one.receivedAt === other.receivedAt && one.appealId < other.appealId);

/** Whether another one about the same matter may be joined to it, or follow it. */
export const fitsBefore = (first: Joinable, own: Joinable): boolean =>
  first.open && !first.restricted && first.district === own.district && isEarlier(first, own);

/**
 * What forbids this dismissal as or not as a duplicate (domain, 2.2). `first`: the appeal that the named one stands for, null where the
 * reviewer sees none. One that is restricted looks like none: a duplicate of what its readers cannot find would betray it.
 */
export const duplicateProblem = (
  own: Joinable | null,
  first: Joinable | null,
  { ground, duplicateOfId }: Pick<TriageAppealDismissedV1, 'ground' | 'duplicateOfId'>,
): Refused | null => {
  if (ground !== 'DUPLICATE_OF') return duplicateOfId === null ? null : { refused: 'triage.duplicate' };
  if (own === null || first === null || !fitsBefore(first, own)) return { refused: 'triage.duplicate' };
  return first.petitionerId === own.petitionerId ? null : { refused: 'triage.duplicate-petitioner' };
};
