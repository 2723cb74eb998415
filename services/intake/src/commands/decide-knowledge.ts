import { optionalText } from '@daqidi/service';
import { decide, notDecidable } from '../domain/knowledge.js';
import type { DecideKnowledgeInput } from '../generated/schema.js';
import { knowledgeCommand } from '../knowledge-command.js';

export const decideKnowledge = knowledgeCommand<DecideKnowledgeInput, 'reason'>({
  rule: 'knowledge.decide',
  texts: { reason: optionalText(1_000) },
  open: ({ state, actor: { person } }) => notDecidable(state, person),
  decide: ({ state, id: entryId, input: { approves }, texts: { reason }, actor: { person } }) =>
    decide(state, { entryId, person, approves, reason }),
});
