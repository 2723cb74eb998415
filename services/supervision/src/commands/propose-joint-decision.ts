import { text } from '@daqidi/service';
import { notProposing, propose } from '../domain/oversight.js';
import type { ProposeJointDecisionInput } from '../generated/schema.js';
import { oversightCommand } from '../oversight-command.js';

export const proposeJointDecision = oversightCommand<ProposeJointDecisionInput, 'reason'>({
  rule: 'oversight.accuse',
  texts: { reason: text(4, 2_000) },
  open: ({ state, facts }) => notProposing(state, facts),
  decide: ({ state, facts, id, input: { decision, unitIds, officerIds }, texts }) => {
    const units = [...new Set(unitIds ?? [])];
    const persons = [...new Set(officerIds ?? [])];
    const removed = decision === 'END_SECRECY' && units.length + persons.length === 0 ? null : { units, persons };
    return propose(state, facts, id, { decision, removed, reason: texts.reason });
  },
});
