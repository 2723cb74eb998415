import { type CaseClock, type Due, endClock, startClock } from '@daqidi/kernel';
import type { Deadline, IntakeEvents, TextReference } from '@daqidi/schemas';

/** Nothing is said before it is over. */
export type SplitClock = CaseClock<'SPLIT', Omit<Deadline, 'dueSoonAt'> & Due>;

/** A proposal to split a mixed appeal (分案; domain, 2.2). */
export interface Split {
  readonly number: number;
  readonly status: 'PROPOSED' | 'APPROVED' | 'REFUSED' | 'LAPSED';
  readonly complaint: TextReference;
  readonly ordinary: TextReference;
  readonly clock: SplitClock;
  readonly proposedBy: string;
  readonly reason: TextReference | null;
}

export const proposedSplit = ({ number, complaint, ordinary, clock }: IntakeEvents['SplitProposed'], by: string): Split => {
  const { dueSoonAt: _, ...terms } = clock;
  const started = startClock('SPLIT', terms);
  return { number, status: 'PROPOSED', complaint, ordinary, clock: started, proposedBy: by, reason: null };
};

export const endedSplit = (split: Split | null, status: Split['status'], reason: TextReference | null = null): Split | null =>
  split && { ...split, status, reason, clock: endClock(split.clock) ?? split.clock };
