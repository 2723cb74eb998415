import { text } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { reviewingRoles } from '../domain/panel.js';
import { decideInReview, notDecidingInReview } from '../domain/withdrawal.js';
import type { DecideWithdrawalInReviewInput } from '../generated/schema.js';

export const decideWithdrawalInReview = caseCommand<DecideWithdrawalInReviewInput, 'reason'>({
  rule: 'withdrawal.decide-in-review',
  texts: { reason: text(5, 1_000) },
  by: byPanel(reviewingRoles),
  open: (turn) => notDecidingInReview(turn.state, turn.facts, reviewerOf(turn)),
  decide: ({ state, facts, id, input: { accepts }, texts: { reason }, actor, post, now }) =>
    decideInReview(state, facts, reviewerOf({ actor, post }), { appealId: id, accepts, reason, now }),
});
