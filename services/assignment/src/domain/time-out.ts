import type { EntryEvent, EntryState } from './entry.js';

/** What follows when the armed timer is due: due-soon arms overdue. */
export const timeOut = ({ clock, opened, holderUnitId }: EntryState): readonly EntryEvent[] => {
  if (clock === null || clock.next === null || opened === null) return [];
  const { appealId, regionPath, barred, restricted } = opened;
  const data = { appealId, clock: clock.kind, dueAt: clock.dueAt, unitId: holderUnitId, regionPath, barred, restricted };
  return [{ type: clock.next === 'DUE_SOON' ? 'ClockDueSoon' : 'ClockOverdue', v: 1, data }];
};
