import { postsOn } from '@daqidi/kernel';
import { conclude } from '../domain/order.js';
import type { ConcludeOrderInput } from '../generated/schema.js';
import { orderCommand } from '../order-command.js';

export const concludeOrder = orderCommand<ConcludeOrderInput>({
  rule: 'order.conclude',
  decide: ({ state, actor: { person }, now, tools }) => conclude(state, person, postsOn(tools.directory, person, now)),
});
