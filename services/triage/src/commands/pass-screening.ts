import { competentDesk, deadlineFrom } from '@daqidi/kernel';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { exceptIn, lowestForAssessing, screeningRoles } from '../domain/panel.js';
import { notScreening, pass } from '../domain/screen.js';
import type { PassScreeningInput } from '../generated/schema.js';

export const passScreening = caseCommand<PassScreeningInput>({
  rule: 'triage.screen',
  by: byPanel(screeningRoles),
  open: (turn) => notScreening(turn.state, turn.facts, reviewerOf(turn)),
  decide: ({ state, facts, id, actor, post, now, tools: { directory } }) => {
    const except = [...exceptIn(state, facts), actor.person];
    const from = lowestForAssessing(state.desk);
    const desk = facts.scope === null ? from : competentDesk(directory, from, { scope: facts.scope, now, except });
    const clock = deadlineFrom(directory, now, ({ assessingWorkingDays }) => assessingWorkingDays);
    return pass(state, facts, reviewerOf({ actor, post }), { appealId: id, desk, clock });
  },
});
