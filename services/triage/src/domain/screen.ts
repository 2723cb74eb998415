import { overtakenWithdrawal } from '@daqidi/kernel';
import type { Refused, TriageAppealDismissedV1, TriageScreeningPassedV1 } from '@daqidi/schemas';
import { duplicateProblem, type Joinable, joinableOf } from './duplicate.js';
import { followingProblem, nameLeader } from './following.js';
import { proposeJointly } from './joint-decision.js';
import { exceptIn, screeningRoles } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

/** Why this person does not give the first review now. */
export const notScreening = (state: TriageState, facts: TriageFacts, { person, role }: Reviewer): Refused | null => {
  if (state.stage !== 'SCREENING') return { refused: 'triage.stage' };
  if (state.joint !== null) return { refused: 'joint.open' };
  if (state.consultingUnitId !== null || state.deskAnswer !== null) return { refused: 'desk.waiting' };
  if (!screeningRoles(state).includes(role)) return { refused: 'triage.panel' };
  return exceptIn(state, facts).includes(person) ? { refused: 'triage.taken-in' } : null;
};

/** `leader`: the appeal that it is to follow, null where the reviewer sees none; left out where it follows none. */
export const pass = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  passed: TriageScreeningPassedV1,
  leader?: Joinable | null,
): Decision => {
  const wrong = notScreening(state, facts, reviewer);
  if (wrong !== null) return wrong;
  if (leader === undefined) return [{ type: 'ScreeningPassed', v: 1, data: passed }];
  const problem = followingProblem(joinableOf(state, facts), leader);
  if (problem !== null || leader === null) return problem ?? { refused: 'triage.follows' };
  return [{ type: 'ScreeningPassed', v: 1, data: passed }, nameLeader(passed.appealId, leader.appealId, null)];
};

export const dismiss = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  refusal: TriageAppealDismissedV1,
  /** The appeal that it is a duplicate of. */
  first: Joinable | null,
): Decision => {
  const wrong = notScreening(state, facts, reviewer);
  if (wrong !== null) return wrong;
  const problem = duplicateProblem(joinableOf(state, facts), first, refusal);
  if (problem !== null) return problem;
  // What is refused leaves nothing to withdraw.
  if (!facts.scope?.restricted)
    return [{ type: 'AppealDismissed', v: 1, data: refusal }, ...overtakenWithdrawal(state.withdrawal, refusal.appealId)];
  const { appealId, ...dismissal } = refusal;
  return proposeJointly(state, { appealId, decision: 'DISMISSAL', dismissal, verdict: null, reason: null });
};
