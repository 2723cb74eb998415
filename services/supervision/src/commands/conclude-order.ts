import type { Caller } from '@daqidi/service';
import { conclude } from '../domain/order.js';
import type { ConcludeOrderInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';
import { orderCall } from './order-call.js';

export const concludeOrder = (tools: Tools, caller: Caller, input: ConcludeOrderInput) =>
  tools.orders.execute(input.orderId, orderCall(tools, caller, input), ({ state }) => conclude(state));
