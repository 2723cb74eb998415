import { turnDeadline } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { judgeObjection } from '../domain/objection.js';
import { nothingAsked } from '../domain/request.js';
import { byDecider, entryCommand } from '../entry-command.js';
import type { DecideObjectionInput } from '../generated/schema.js';
import { leavingAt } from '../signing-command.js';

export const decideObjection = entryCommand<DecideObjectionInput, 'reason'>({
  rule: 'request.decide',
  texts: { reason: text(5, 1_000) },
  by: byDecider,
  open: ({ state }) => nothingAsked(state, 'OBJECTION'),
  decide: ({ state, facts, id: appealId, input: { upholds }, texts: { reason: answer }, now, tools }) => {
    const category = state.opened?.category ?? 'RESOLUTION';
    return judgeObjection(state, {
      appealId,
      upholds,
      answer,
      leaving: leavingAt(tools, { state, facts }, now),
      accepting: turnDeadline(tools.directory, now, category, ({ acceptingWorkingDays }) => acceptingWorkingDays),
    });
  },
});
