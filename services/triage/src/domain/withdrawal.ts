import { decideWithdrawal, noWithdrawal, type WithdrawalVerdict } from '@daqidi/kernel';
import type { Accusation, Refused } from '@daqidi/schemas';
import { exceptIn, isUnderReview, reviewingRoles } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

/** Why this person does not decide on a request to withdraw now. */
export const notDecidingInReview = (state: TriageState, facts: TriageFacts, { person, role }: Reviewer): Refused | null => {
  if (!isUnderReview(state.stage)) return { refused: 'triage.stage' };
  if (!reviewingRoles(state).includes(role)) return { refused: 'triage.panel' };
  if (exceptIn(state, facts).includes(person)) return { refused: 'triage.taken-in' };
  return noWithdrawal({ wish: facts.wish, withdrawal: state.withdrawal });
};

/** The panel that has the review decides on a request to withdraw; what both tracks watch goes on (domain, 2.4). */
export const decideInReview = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  verdict: Omit<WithdrawalVerdict, 'goesOn'>,
): Decision =>
  notDecidingInReview(state, facts, reviewer) ??
  decideWithdrawal(
    { wish: facts.wish, withdrawal: state.withdrawal },
    { ...verdict, goesOn: facts.accuses || facts.scope?.restricted === true },
  );

/** With whom it was said to accuse. */
export const withAccused = (facts: TriageFacts, { units, persons }: Accusation): TriageFacts => ({
  ...facts,
  accuses: facts.accuses || units.length + persons.length > 0,
});
