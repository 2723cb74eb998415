import { createService, type Service, type ServiceDeps } from '@daqidi/service';
import { createContext } from './context.js';
import { timeOut } from './domain/order.js';
import { createOrders } from './model.js';
import { onClockOverdue } from './reactions/on-clock-overdue.js';
import { resolvers } from './resolvers/index.js';

/** 督办: formal demands with clocks of their own; the first ground is a clock that ran out. */
export const createSupervision = (deps: ServiceDeps): Service =>
  createService('supervision', deps, (tools) => {
    const orders = createOrders(tools.store);
    return {
      resolvers,
      contextOf: createContext({ ...tools, orders }),
      listensTo: ['triage', 'assignment'],
      reactions: { ClockOverdue: onClockOverdue(orders, tools.directory, tools.clock) },
      timers: [() => orders.fireDue(timeOut)],
    };
  });
