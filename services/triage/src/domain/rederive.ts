import { overtakes, type Rederivation } from '@daqidi/kernel';
import type { TriageEvent, TriageState } from './triage-case.js';

/** The clock of a review by the holiday lists as they are known now. */
export const rederiveClock = (
  { clock, accepted }: TriageState,
  derived: Rederivation | null,
  now: number,
): readonly TriageEvent[] => {
  if (clock === null || accepted === null || derived === null) return [];
  const { appealId } = accepted;
  const data = { appealId, clock: clock.kind, ...derived, withdraws: overtakes(clock, derived, now) };
  return [{ type: 'ClockRederived', v: 1, data }];
};
