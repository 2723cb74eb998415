import { text } from '@daqidi/service';
import { decide, notDeciding } from '../domain/withdrawal.js';
import { byDistributor, byNamingLeader, entryCommand } from '../entry-command.js';
import type { DecideWithdrawalInput } from '../generated/schema.js';
import { signingTerms } from '../signing-command.js';

export const decideWithdrawal = entryCommand<DecideWithdrawalInput, 'reason'>({
  rule: 'withdrawal.decide',
  texts: { reason: text(5, 1_000) },
  by: (asked) => (asked.document.state.stage === 'ASSIGNING' ? byDistributor(asked) : byNamingLeader(asked)),
  open: ({ state, facts }) => notDeciding(state, facts),
  decide: ({ state, facts, id, input: { accepts }, texts: { reason }, now, tools }) =>
    decide(state, facts, { appealId: id, accepts, reason, now }, signingTerms(tools, { state, facts }, now)),
});
