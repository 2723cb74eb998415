import { text } from '@daqidi/service';
import { answer, notAsked } from '../domain/material.js';
import type { AnswerMaterialRequestInput } from '../generated/schema.js';
import { materialCommand } from '../material-command.js';

export const answerMaterialRequest = materialCommand<AnswerMaterialRequestInput, 'text'>({
  rule: 'material.answer',
  texts: { text: text(4, 4_000) },
  open: ({ state }) => notAsked(state),
  decide: ({ state, texts }) => answer(state, texts.text),
});
