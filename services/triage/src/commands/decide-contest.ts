import { deadlineFrom } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { decideContest as decide, notDecidingContest } from '../domain/contest.js';
import { reviewingRoles } from '../domain/panel.js';
import type { DecideContestInput } from '../generated/schema.js';

export const decideContest = caseCommand<DecideContestInput, 'explanation'>({
  rule: 'contest.decide',
  texts: { explanation: text(5, 2_000) },
  by: byPanel(reviewingRoles),
  open: (turn) => notDecidingContest(turn.state, turn.facts, reviewerOf(turn)),
  decide: ({ state, facts, id: appealId, input: { upholds }, texts: { explanation }, actor, post, now, tools }) => {
    const clock = deadlineFrom(tools.directory, now, ({ screeningWorkingDays }) => screeningWorkingDays);
    return decide(state, facts, reviewerOf({ actor, post }), { appealId, upholds, explanation, clock });
  },
});
