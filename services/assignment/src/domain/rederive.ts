import { overtakes, type Rederivation } from '@daqidi/kernel';
import type { EntryClock, EntryEvent, EntryState, SigningClock } from './entry.js';

/** What the calendar says now of a clock; null where it says nothing new. */
export type Rederive = (clock: EntryClock | SigningClock | null) => Rederivation | null;

/** Each provisional clock of the entry by the holiday lists as they are known now. */
export const rederiveClocks = (state: EntryState, rederive: Rederive, now: number): readonly EntryEvent[] => {
  const appealId = state.opened?.appealId;
  if (appealId === undefined) return [];
  return [state.clock, state.signingClock].flatMap((clock): readonly EntryEvent[] => {
    const derived = rederive(clock);
    if (clock === null || derived === null) return [];
    const data = { appealId, clock: clock.kind, ...derived, withdraws: overtakes(clock, derived, now) };
    return [{ type: 'ClockRederived', v: 1, data }];
  });
};
