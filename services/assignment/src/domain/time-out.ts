import { alarmOf } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from './entry.js';

/** What follows when the armed timer is due. */
export const timeOut = ({ clock, opened, holderUnitId }: EntryState): readonly EntryEvent[] =>
  alarmOf(clock, opened, holderUnitId);
