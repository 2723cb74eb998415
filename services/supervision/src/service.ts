import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { timeOut } from './domain/order.js';
import { keepScope } from './domain/oversight.js';
import { createModel } from './model.js';
import { issueOrder } from './reactions/issue-order.js';
import { followScope, learnSubmission } from './reactions/keep-scope.js';
import { resolvers } from './resolvers/index.js';
import { scopeAt } from './scope-with.js';
import type { Tools } from './tools.js';

/** 督办: formal demands with clocks of their own; the first ground is a clock that ran out. */
export const createSupervision = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('supervision', deps, {
    tools: (given) => ({ ...given, model: createModel(given.store) }),
    resolvers,
    context: createContext,
    listeners: (tools) => [learnSubmission(tools), followScope(tools), ...issueOrder(tools)],
    timers: ({ model, directory }) => [
      () => model.orders.fireDue(timeOut),
      () => model.oversights.revisit('secret', (state, facts, id, now) => keepScope(state, facts, id, scopeAt(directory, now))),
    ],
  });
