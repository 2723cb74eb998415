import { commandsOn } from '@daqidi/service';
import type { OrderEvent, OrderFacts, OrderState } from './domain/order.js';
import { recusedIn, subjectOf } from './subject.js';
import type { Tools } from './tools.js';

/** A command on a supervision order. */
export const orderCommand = commandsOn<Tools, OrderState, OrderFacts, OrderEvent, { readonly orderId: string }>({
  aggregates: ({ model }) => model.orders,
  id: ({ orderId }) => orderId,
  subject: subjectOf,
  recused: recusedIn,
});
