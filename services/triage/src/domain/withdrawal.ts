import { decideWithdrawal, goesOnWithdrawn, type WithdrawalVerdict } from '@daqidi/kernel';
import { exceptIn, isUnderReview, reviewingRoles } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

/** The panel that has the review decides on a request to withdraw; what both tracks watch goes on (domain, 2.4). */
export const decideInReview = (
  state: TriageState,
  facts: TriageFacts,
  { person, role }: Reviewer,
  verdict: Omit<WithdrawalVerdict, 'goesOn'>,
): Decision => {
  if (!isUnderReview(state.stage)) return { refused: 'triage.stage' };
  if (!reviewingRoles(state).includes(role)) return { refused: 'triage.panel' };
  if (exceptIn(state, facts).includes(person)) return { refused: 'triage.taken-in' };
  return decideWithdrawal(
    { wish: facts.wish, withdrawal: state.withdrawal },
    { ...verdict, goesOn: goesOnWithdrawn(facts.scope) },
  );
};
