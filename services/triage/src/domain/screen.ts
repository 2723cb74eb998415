import type { Deadline, Refused, TriageAppealDismissedV1 } from '@daqidi/schemas';
import { duplicateProblem, type Joinable, joinableOf } from './duplicate.js';
import { screeningRoles } from './panel.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

const misplaced = (state: TriageState, role: string): Refused | null => {
  if (state.stage !== 'SCREENING') return { refused: 'triage.stage' };
  return screeningRoles(state).includes(role) ? null : { refused: 'triage.panel' };
};

export const pass = (state: TriageState, role: string, appealId: string, clock: Deadline): Decision =>
  misplaced(state, role) ?? [{ type: 'ScreeningPassed', v: 1, data: { appealId, clock } }];

export const dismiss = (
  state: TriageState,
  facts: TriageFacts,
  role: string,
  refusal: TriageAppealDismissedV1,
  /** The appeal that it is a duplicate of. */
  first: Joinable | null,
): Decision => {
  const wrong = misplaced(state, role);
  if (wrong !== null) return wrong;
  // Both supervision tracks have to agree; they open with the complaints.
  if (state.accepted?.restricted) return { refused: 'triage.oversight' };
  return duplicateProblem(joinableOf(state, facts), first, refusal) ?? [{ type: 'AppealDismissed', v: 1, data: refusal }];
};
