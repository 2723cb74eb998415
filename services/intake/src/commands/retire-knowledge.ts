import { text } from '@daqidi/service';
import { notRetirable, retire } from '../domain/knowledge.js';
import type { RetireKnowledgeInput } from '../generated/schema.js';
import { knowledgeCommand } from '../knowledge-command.js';

export const retireKnowledge = knowledgeCommand<RetireKnowledgeInput, 'reason'>({
  rule: 'knowledge.decide',
  texts: { reason: text(2, 1_000) },
  open: ({ state }) => notRetirable(state),
  decide: ({ state, id, texts: { reason } }) => retire(state, id, reason),
});
