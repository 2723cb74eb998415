import { text } from '@daqidi/service';
import { answer, notAnswerable } from '../domain/order.js';
import type { AnswerOrderInput } from '../generated/schema.js';
import { byAddressee, orderCommand } from '../order-command.js';

export const answerOrder = orderCommand<AnswerOrderInput, 'text'>({
  rule: 'order.answer',
  texts: { text: text(4, 2_000) },
  by: byAddressee,
  open: ({ state, post }) => notAnswerable(state, post),
  decide: ({ state, texts, post }) => answer(state, texts.text, post),
});
