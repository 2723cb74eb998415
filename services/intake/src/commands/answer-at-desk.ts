import { digestOf, latestScope, unitOn } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { answerAtDesk as decide, notAnswerable } from '../domain/desk-answer.js';
import type { AnswerAtDeskInput } from '../generated/schema.js';

export const answerAtDesk = appealCommand<AnswerAtDeskInput, 'text'>({
  rule: 'desk.answer',
  texts: { text: text(4, 4_000) },
  open: ({ state, facts }) =>
    state.submitted === null
      ? { refused: 'desk.petitioner' }
      : notAnswerable(state, facts, latestScope(facts.scope, state.submitted)),
  decide: ({ state, facts, id: appealId, input: { outcome, subject }, texts, post, now, tools: { directory } }) => {
    const { submitted } = state;
    const unit = unitOn(directory, post?.unitId ?? '', now);
    if (submitted === null || unit === null) return { refused: 'desk.petitioner' };
    // A result is told from others by its text, which nothing else names.
    const resultId = texts.text.vaultId;
    const digest = digestOf({
      appealId,
      resultId,
      round: 1,
      outcome,
      question: submitted.content.commitment,
      text: texts.text.commitment,
      part: null,
      attachments: [],
      conclusions: [],
    });
    return decide(state, facts, latestScope(facts.scope, submitted), {
      appealId,
      resultId,
      category: outcome === 'ANSWERED' ? 'CONSULTATION' : 'RESOLUTION',
      outcome,
      subject,
      level: unit.level,
      unitId: unit.id,
      text: texts.text,
      digest,
    });
  },
});
