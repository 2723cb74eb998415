import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { timeOut } from './domain/order.js';
import { createModel } from './model.js';
import { riseAt } from './order-command.js';
import { issueOrder } from './reactions/issue-order.js';
import { resolvers } from './resolvers/index.js';
import type { Tools } from './tools.js';

/** 督办: formal demands with clocks of their own; the first ground is a clock that ran out. */
export const createSupervision = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('supervision', deps, {
    tools: (given) => ({ ...given, model: createModel(given.store) }),
    resolvers,
    context: createContext,
    listeners: issueOrder,
    timers: (tools) => [() => tools.model.orders.fireDue((state, _facts, _id, now) => timeOut(state, riseAt(tools, state, now)))],
  });
