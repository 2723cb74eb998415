import { alarmOf, deskRole } from '@daqidi/kernel';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** Regions follow one another in their path: district, township, village. Every other desk sits for the district. */
const depthOf = (desk: TriageState['desk']): number => (desk === 'VILLAGE' ? 2 : desk === 'TOWNSHIP' ? 1 : 0);

/** What follows when the armed timer is due. The panel that has it owes the work, no unit. */
export const timeOut = ({ clock, accepted, desk }: TriageState, { scope }: TriageFacts): readonly TriageEvent[] => {
  const panel = { role: deskRole[desk], regionId: scope?.regionPath[depthOf(desk)] ?? '' };
  return alarmOf(clock, accepted, null).map((alarm) => ({ ...alarm, data: { ...alarm.data, panel } }));
};
