import { rederive } from '@daqidi/kernel';
import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { rederiveClock, timeOut } from './domain/order.js';
import { keepScope } from './domain/oversight.js';
import { createModel } from './model.js';
import { riseAt } from './order-command.js';
import { issueOrder } from './reactions/issue-order.js';
import { followScope, learnSubmission } from './reactions/keep-scope.js';
import { withdrawOrder } from './reactions/withdraw-order.js';
import { resolvers } from './resolvers/index.js';
import { scopeAt } from './shared/scope-with.js';
import type { Tools } from './tools.js';

/** 督办: formal demands with clocks of their own; the first ground is a clock that ran out. */
export const createSupervision = (deps: ServiceDeps): Service<Tools> =>
  createService<Tools>('supervision', deps, {
    tools: (given) => ({ ...given, model: createModel(given.store) }),
    resolvers,
    context: createContext,
    listeners: (tools) => [learnSubmission(tools), followScope(tools), ...issueOrder(tools), ...withdrawOrder(tools)],
    timers: (tools) => [
      () => tools.model.orders.fireDue((state, facts, _id, now) => timeOut(state, riseAt(tools, state, facts, now))),
      () => tools.model.orders.revisit('provisional', (state) => rederiveClock(state, rederive(tools.directory, state.clock))),
      () =>
        tools.model.oversights.revisit('secret', (state, facts, id, now) =>
          keepScope(state, facts, id, scopeAt(tools.directory, now)),
        ),
    ],
  });
