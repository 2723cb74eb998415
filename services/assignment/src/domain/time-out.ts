import { alarmOf, armedAt, armedTimer, withdrawalClock } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from './entry.js';

/** Whose timer fires first: the unit's clock, suspended while a turn of signing has its own, or that of a request to withdraw. */
const firstClock = ({ clock, signingClock, withdrawal }: EntryState) => {
  const work = armedTimer(signingClock) === null ? clock : signingClock;
  const asked = withdrawalClock(withdrawal);
  const [first, request] = [armedAt(work), armedAt(asked)];
  return request !== null && (first === null || request < first) ? asked : work;
};

export const nextDueAt = (state: EntryState): number | null => armedAt(firstClock(state));

/** What follows when the armed timer is due. `turnUnitId`: who has to see to the turn of signing. */
export const timeOut = (state: EntryState, turnUnitId: string | null): readonly EntryEvent[] => {
  const due = firstClock(state);
  return alarmOf(due, state.opened, due?.kind === 'SIGNING' ? turnUnitId : state.holderUnitId);
};
