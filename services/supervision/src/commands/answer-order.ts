import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText } from '@daqidi/service';
import { answer } from '../domain/order.js';
import type { AnswerOrderInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { orderCall } from './order-call.js';

export const answerOrder = async (tools: Tools, caller: Caller, input: AnswerOrderInput) => {
  const checked = checkText('text', input.text, 4, 2_000);
  const call = orderCall(tools, caller, input);
  const { person } = caller.principal;
  const text = await tools.store.vault.put(person, idBeside(input.orderId, 'answer', person, input.requestId), checked);
  return tools.orders.execute(input.orderId, call, ({ state }) => answer(state, text));
};
