import { type CaseClock, type Rederivation, rederivedOf, type Terms, withdrawalClock } from '@daqidi/kernel';
import type { ClockKind } from '@daqidi/schemas';
import type { EntryEvent, EntryState } from './entry.js';
import { reopeningClock } from './reopening.js';
import { requestClock } from './request.js';

type AnyClock = CaseClock<ClockKind, Terms>;

/** Every clock that an entry can have. */
export const clocksOf = (state: EntryState): readonly (AnyClock | null)[] => [
  ...[state.clock, state.signingClock, state.acceptingClock],
  ...[requestClock(state), withdrawalClock(state.withdrawal), reopeningClock(state)],
];

/** What the calendar says now of a clock; null where it says nothing new. */
export type Rederive = (clock: AnyClock | null) => Rederivation | null;

/** Each provisional clock of the entry by the holiday lists as they are known now. */
export const rederiveClocks = (state: EntryState, rederive: Rederive, now: number): readonly EntryEvent[] =>
  clocksOf(state).flatMap((each) => rederivedOf(each, state.opened, rederive(each), now));
