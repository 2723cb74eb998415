import { endClock, type QuietClock, startQuietClock } from '@daqidi/kernel';
import type { IntakeEvents, TextReference } from '@daqidi/schemas';

export type SplitClock = QuietClock<'SPLIT'>;

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
  const started = startQuietClock('SPLIT', clock);
  return { number, status: 'PROPOSED', complaint, ordinary, clock: started, proposedBy: by, reason: null };
};

export const endedSplit = (split: Split | null, status: Split['status'], reason: TextReference | null = null): Split | null =>
  split && { ...split, status, reason, clock: endClock(split.clock) ?? split.clock };
