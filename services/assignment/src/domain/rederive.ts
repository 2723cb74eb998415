import { type Rederivation, rederivedOf, type WithdrawalClock, withdrawalClock } from '@daqidi/kernel';
import type { EntryClock, EntryEvent, EntryState, SigningClock } from './entry.js';
import { type ReopeningClock, reopeningClock } from './reopening.js';

/** What the calendar says now of a clock; null where it says nothing new. */
export type Rederive = (clock: EntryClock | SigningClock | WithdrawalClock | ReopeningClock | null) => Rederivation | null;

/** Each provisional clock of the entry by the holiday lists as they are known now. */
export const rederiveClocks = (
  { clock, signingClock, withdrawal, reopening, opened }: EntryState,
  rederive: Rederive,
  now: number,
): readonly EntryEvent[] =>
  [clock, signingClock, withdrawalClock(withdrawal), reopeningClock({ reopening })].flatMap((each) =>
    rederivedOf(each, opened, rederive(each), now),
  );
