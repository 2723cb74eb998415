import { dayInShanghai } from '@daqidi/calendar';
import { permit } from '@daqidi/identity';
import { type Caller, type Command, optionalText, text } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import { deskStatus } from '../domain/desk-answer.js';
import { type KnowledgeState, propose } from '../domain/knowledge.js';
import type { ProposeKnowledgeInput } from '../generated/schema.js';
import { knowledgeCreation } from '../knowledge-command.js';
import { subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

const proposing = (answer: string | null) =>
  knowledgeCreation<ProposeKnowledgeInput, 'question' | 'answer' | 'source'>({
    rule: 'knowledge.propose',
    texts: {
      question: text(4, 200),
      answer: (given, field) => (given ? text(4, 4_000)(given, field) : optionalText(4_000)(answer, field)),
      source: text(2, 500),
    },
    decide: ({ id: entryId, input: { subject, validUntil }, texts, now }) =>
      propose({ entryId, subject, ...texts, validUntil }, dayInShanghai(now)),
  });

/** What the desk answered and the panel let stand, for whoever may read it; null for everybody else. */
const answerOf = async (
  { model, store, rules }: Tools,
  { principal, scope }: Caller,
  appealId: string,
): Promise<string | null> => {
  const appeal = await model.appeals.collection.byId(appealId, scope);
  const answer = appeal?.state.deskAnswer ?? null;
  if (appeal === null || answer === null || deskStatus(answer, appeal.facts) !== 'ACCEPTED') return null;
  return permit(rules, 'appeal.content', principal, subjectOf(appeal)) === null ? null : store.vault.get(answer.text.vaultId);
};

/** The answer is the one that is given or, where a case is named, its own. */
export const proposeKnowledge: Command<Tools, ProposeKnowledgeInput, AggregateDocument<KnowledgeState, null>> = {
  rule: 'knowledge.propose',
  run: async (tools, caller, input) => {
    const { answer, appealId } = input;
    return proposing(answer || !appealId ? null : await answerOf(tools, caller, appealId)).run(tools, caller, input);
  },
};
