import { alarmOf, armedAt, deskRole, firstArmed, withdrawalClock } from '@daqidi/kernel';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** Regions follow one another in their path: district, township, village. Every other desk sits for the district. */
const depthOf = (desk: TriageState['desk']): number => (desk === 'VILLAGE' ? 2 : desk === 'TOWNSHIP' ? 1 : 0);

/** The clock whose timer fires first: the review's, or that of a request to withdraw. */
const firstClock = ({ clock, withdrawal }: TriageState) => firstArmed([clock, withdrawalClock(withdrawal)], (one) => one);

export const nextDueAt = (state: TriageState): number | null => armedAt(firstClock(state));

/** In which unit whoever holds this role for this region sits, vacant or not. */
export type OfficeOf = (regionId: string, role: (typeof deskRole)[TriageState['desk']]) => string | null;

/** What follows when the armed timer is due. The panel that has it owes the work, and counts for the unit that it sits in. */
export const timeOut = (state: TriageState, { scope }: TriageFacts, officeOf: OfficeOf): readonly TriageEvent[] => {
  const { accepted, desk, consultingUnitId } = state;
  const clock = firstClock(state);
  // What waits for an answer is the unit's whose desk it waits at; a request to withdraw is the panel's all the same.
  if (consultingUnitId !== null && clock?.kind !== 'WITHDRAWAL') return alarmOf(clock, accepted, consultingUnitId);
  const role = deskRole[desk];
  const regionId = scope?.regionPath[depthOf(desk)] ?? '';
  const owes = { panel: { role, regionId }, panelUnitId: officeOf(regionId, role) };
  return alarmOf(clock, accepted, null).map((alarm) => ({ ...alarm, data: { ...alarm.data, ...owes } }));
};
