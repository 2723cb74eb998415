import { alarmOf, deskRole } from '@daqidi/kernel';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** Regions follow one another in their path: district, township, village. Every other desk sits for the district. */
const depthOf = (desk: TriageState['desk']): number => (desk === 'VILLAGE' ? 2 : desk === 'TOWNSHIP' ? 1 : 0);

/** In which unit whoever holds this role for this region sits, vacant or not. */
export type OfficeOf = (regionId: string, role: (typeof deskRole)[TriageState['desk']]) => string | null;

/** What follows when the armed timer is due. The panel that has it owes the work, and counts for the unit that it sits in. */
export const timeOut = (
  { clock, accepted, desk }: TriageState,
  { scope }: TriageFacts,
  officeOf: OfficeOf,
): readonly TriageEvent[] => {
  const role = deskRole[desk];
  const regionId = scope?.regionPath[depthOf(desk)] ?? '';
  const owes = { panel: { role, regionId }, panelUnitId: officeOf(regionId, role) };
  return alarmOf(clock, accepted, null).map((alarm) => ({ ...alarm, data: { ...alarm.data, ...owes } }));
};
