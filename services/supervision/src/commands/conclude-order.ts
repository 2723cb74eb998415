import { postsOn } from '@daqidi/kernel';
import { optionalText } from '@daqidi/service';
import { conclude, notConcludable } from '../domain/order.js';
import type { ConcludeOrderInput } from '../generated/schema.js';
import { orderCommand } from '../order-command.js';

export const concludeOrder = orderCommand<ConcludeOrderInput, 'finding'>({
  rule: 'order.conclude',
  texts: { finding: optionalText(2_000) },
  open: ({ state, actor: { person }, now, tools }) =>
    notConcludable(state, { person, seats: postsOn(tools.directory, person, now) }),
  decide: ({ state, texts, actor: { person }, now, tools }) =>
    conclude(state, { person, seats: postsOn(tools.directory, person, now), finding: texts.finding }),
});
