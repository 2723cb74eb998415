import type { TriageEvent, TriageState } from './triage-case.js';

/** What follows when the armed timer is due. */
export const timeOut = ({ clock, accepted }: TriageState): readonly TriageEvent[] => {
  if (clock === null || clock.armed === null || accepted === null) return [];
  const { appealId, regionPath, barred, restricted } = accepted;
  const data = { appealId, clock: clock.kind, dueAt: clock.dueAt, unitId: null, regionPath, barred, restricted };
  return [{ type: clock.armed === 'DUE_SOON' ? 'ClockDueSoon' : 'ClockOverdue', v: 1, data }];
};
