import { alarmOf } from '@daqidi/kernel';
import type { Level } from '@daqidi/schemas';
import { assessingLevel, panelRoles } from './panel.js';
import type { TriageEvent, TriageState } from './triage-case.js';

/** Levels as they follow one another in a path of regions. */
const depth: Readonly<Record<Level, number>> = { DISTRICT: 0, TOWNSHIP: 1, VILLAGE: 2 };

/** What follows when the armed timer is due. A panel owes the work, no unit. */
export const timeOut = ({ clock, accepted }: TriageState): readonly TriageEvent[] => {
  const level = clock?.kind === 'ASSESSING' ? assessingLevel(accepted) : (accepted?.screeningLevel ?? 'DISTRICT');
  const panel = { role: panelRoles[level], regionId: accepted?.regionPath[depth[level]] ?? '' };
  return alarmOf(clock, accepted, null).map((alarm) => ({ ...alarm, data: { ...alarm.data, panel } }));
};
