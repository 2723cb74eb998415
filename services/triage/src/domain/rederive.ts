import { type Rederivation, rederivedOf } from '@daqidi/kernel';
import type { TriageEvent, TriageState } from './triage-case.js';

/** The clock of a review by the holiday lists as they are known now. */
export const rederiveClock = (
  { clock, accepted }: TriageState,
  derived: Rederivation | null,
  now: number,
): readonly TriageEvent[] => rederivedOf(clock, accepted, derived, now);
