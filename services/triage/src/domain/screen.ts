import type { Refused, TriageAppealDismissedV1 } from '@daqidi/schemas';
import type { PanelLevel } from './accept.js';
import type { Deadline } from './clock.js';
import type { TriageEvent, TriageState } from './triage-case.js';

const panelRoles: Readonly<Record<PanelLevel, string>> = {
  VILLAGE: 'VILLAGE_REVIEWER',
  TOWNSHIP: 'TOWNSHIP_REVIEWER',
  DISTRICT: 'LETTERS_OFFICER',
};

/** Who may review first: the panel of the level; once its time has run out also the township's (domain, 2.2). */
export const screeningRoles = ({ accepted, clock }: TriageState): readonly string[] => {
  const level = accepted?.screeningLevel ?? 'DISTRICT';
  const late = clock?.kind === 'SCREENING' && clock.status === 'OVERDUE';
  return late && level === 'VILLAGE' ? [panelRoles.VILLAGE, panelRoles.TOWNSHIP] : [panelRoles[level]];
};

const misplaced = (state: TriageState, role: string): Refused | null => {
  if (state.stage !== 'SCREENING') return { refused: 'triage.stage' };
  return screeningRoles(state).includes(role) ? null : { refused: 'triage.panel' };
};

export const pass = (state: TriageState, role: string, appealId: string, clock: Deadline): readonly TriageEvent[] | Refused =>
  misplaced(state, role) ?? [{ type: 'ScreeningPassed', v: 1, data: { appealId, clock } }];

export const dismiss = (state: TriageState, role: string, refusal: TriageAppealDismissedV1): readonly TriageEvent[] | Refused => {
  const wrong = misplaced(state, role);
  if (wrong !== null) return wrong;
  // Both supervision tracks have to agree; they open with the complaints.
  if (state.accepted?.restricted) return { refused: 'triage.oversight' };
  const names = refusal.duplicateOfId !== null;
  if (names !== (refusal.ground === 'DUPLICATE_OF') || refusal.duplicateOfId === refusal.appealId)
    return { refused: 'triage.duplicate' };
  return [{ type: 'AppealDismissed', v: 1, data: refusal }];
};
