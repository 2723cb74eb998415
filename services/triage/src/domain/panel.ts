import type { Level } from '@daqidi/schemas';
import type { TriageState } from './triage-case.js';

type PanelRole = 'VILLAGE_REVIEWER' | 'TOWNSHIP_REVIEWER' | 'LETTERS_OFFICER';

/** Who sits on the panel of a level. */
export const panelRoles: Readonly<Record<Level, PanelRole>> = {
  VILLAGE: 'VILLAGE_REVIEWER',
  TOWNSHIP: 'TOWNSHIP_REVIEWER',
  DISTRICT: 'LETTERS_OFFICER',
};

/**
 * The panel of the village, or of the level above where it has none. A restricted appeal goes past every panel that may be
 * subordinate to the accused: to the district. `panels`: levels that have one with somebody in it, nearest first.
 */
export const screeningLevel = (restricted: boolean, panels: readonly Level[]): Level =>
  restricted ? 'DISTRICT' : (panels[0] ?? 'DISTRICT');

/** Who may review first: the panel of the level; once its time has run out also the township's (domain, 2.2). */
export const screeningRoles = ({ accepted, clock }: TriageState): readonly string[] => {
  const level = accepted?.screeningLevel ?? 'DISTRICT';
  const late = clock?.kind === 'SCREENING' && clock.status === 'OVERDUE';
  return late && level === 'VILLAGE' ? [panelRoles.VILLAGE, panelRoles.TOWNSHIP] : [panelRoles[level]];
};

/** The second review is the township panel's; a restricted appeal's is the district letters office's. */
export const assessingLevel = (accepted: TriageState['accepted']): 'DISTRICT' | 'TOWNSHIP' =>
  accepted?.screeningLevel === 'DISTRICT' ? 'DISTRICT' : 'TOWNSHIP';

export const assessingRoles = ({ accepted }: TriageState): readonly string[] => [panelRoles[assessingLevel(accepted)]];
