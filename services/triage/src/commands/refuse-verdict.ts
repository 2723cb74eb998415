import { text } from '@daqidi/service';
import { byLeader, caseCommand, leaderOf } from '../case-command.js';
import { notDecidable, refuse } from '../domain/verdict.js';
import type { RefuseVerdictInput } from '../generated/schema.js';

export const refuseVerdict = caseCommand<RefuseVerdictInput, 'reason'>({
  rule: 'triage.approve',
  texts: { reason: text(5, 1_000) },
  by: byLeader,
  open: ({ state, ...turn }) => notDecidable(state, leaderOf(turn)),
  decide: ({ state, id, texts, ...turn }) => refuse(state, leaderOf(turn), id, texts.reason),
});
