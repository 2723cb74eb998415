import { alarmOf, armedAt, armedTimer } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from './entry.js';

/** When the armed timer fires: the unit's clock is suspended while a turn of signing has its own. */
export const nextDueAt = ({ clock, signingClock }: EntryState): number | null => armedAt(signingClock) ?? armedAt(clock);

/** What follows when the armed timer is due. `turnUnitId`: who has to see to the turn of signing. */
export const timeOut = (
  { clock, signingClock, opened, holderUnitId }: EntryState,
  turnUnitId: string | null,
): readonly EntryEvent[] =>
  armedTimer(signingClock) === null ? alarmOf(clock, opened, holderUnitId) : alarmOf(signingClock, opened, turnUnitId);
