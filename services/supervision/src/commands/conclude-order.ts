import { conclude } from '../domain/order.js';
import type { ConcludeOrderInput } from '../generated/schema.js';
import { orderCommand } from '../order-command.js';

export const concludeOrder = orderCommand<ConcludeOrderInput>({
  rule: 'order.conclude',
  decide: ({ state }) => conclude(state),
});
