import { alarmOf, armedAt, armedTimer, type CaseClock, firstArmed, withdrawalClock } from '@daqidi/kernel';
import type { ClockKind, Deadline } from '@daqidi/schemas';
import type { EntryEvent, EntryState } from './entry.js';
import { reopeningClock } from './reopening.js';

type AnyClock = CaseClock<ClockKind, Deadline>;

/**
 * Whose timer fires first: the unit's clock, suspended while a turn of signing has its own, that of a request to withdraw, or that of a
 * decision on reopening.
 */
const firstClock = (state: EntryState): AnyClock | null => {
  const { clock, signingClock, withdrawal } = state;
  const work = armedTimer(signingClock) === null ? clock : signingClock;
  return firstArmed<AnyClock | null>([work, withdrawalClock(withdrawal), reopeningClock(state)], (one) => one);
};

export const nextDueAt = (state: EntryState): number | null => armedAt(firstClock(state));

/** Who owes what is late: whoever has the turn of signing, and whoever decides on reopening. */
export interface Owing {
  readonly turnUnitId: string | null;
  readonly lettersOffice: string | null;
}

/** What follows when the armed timer is due. */
export const timeOut = (state: EntryState, { turnUnitId, lettersOffice }: Owing): readonly EntryEvent[] => {
  const due = firstClock(state);
  if (due?.kind === 'SIGNING') return alarmOf(due, state.opened, turnUnitId);
  return alarmOf(due, state.opened, due?.kind === 'REOPENING' ? lettersOffice : state.holderUnitId);
};
