import { type Rederivation, rederivedOf, type WithdrawalClock, withdrawalClock } from '@daqidi/kernel';
import type { ReviewClock, TriageEvent, TriageState } from './triage-case.js';

/** The clocks of a case, of its review and of a request to withdraw, by the holiday lists as they are known now. */
export const rederiveClocks = (
  { clock, withdrawal, accepted }: TriageState,
  rederive: (clock: ReviewClock | WithdrawalClock | null) => Rederivation | null,
  now: number,
): readonly TriageEvent[] =>
  [clock, withdrawalClock(withdrawal)].flatMap((each) => rederivedOf(each, accepted, rederive(each), now));
