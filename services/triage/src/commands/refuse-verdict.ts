import { text } from '@daqidi/service';
import { byLeader, caseCommand } from '../case-command.js';
import { refuse } from '../domain/verdict.js';
import type { RefuseVerdictInput } from '../generated/schema.js';

export const refuseVerdict = caseCommand<RefuseVerdictInput, 'reason'>({
  rule: 'triage.approve',
  texts: { reason: text(5, 1_000) },
  by: byLeader,
  decide: ({ state, id, texts, actor: { person }, post }) =>
    refuse(state, { person, unitId: post?.unitId ?? null }, id, texts.reason),
});
