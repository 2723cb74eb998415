import { optionalText } from '@daqidi/service';
import { decide } from '../domain/knowledge.js';
import type { DecideKnowledgeInput } from '../generated/schema.js';
import { knowledgeCommand } from '../knowledge-command.js';

export const decideKnowledge = knowledgeCommand<DecideKnowledgeInput, 'reason'>({
  rule: 'knowledge.decide',
  texts: { reason: optionalText(1_000) },
  decide: ({ state, id: entryId, input: { approves }, texts: { reason }, actor: { person } }) =>
    decide(state, { entryId, person, approves, reason }),
});
