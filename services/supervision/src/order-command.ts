import { commandsOn } from '@daqidi/service';
import type { OrderEvent, OrderState } from './domain/order.js';
import { subjectOf } from './subject.js';
import type { Tools } from './tools.js';

/** A command on a supervision order. */
export const orderCommand = commandsOn<Tools, OrderState, null, OrderEvent, { readonly orderId: string }>({
  aggregates: ({ model }) => model.orders,
  id: ({ orderId }) => orderId,
  subject: subjectOf,
});
