import { dayInShanghai, deadline } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';
import type { EventEnvelope } from '@daqidi/events';
import { type Clock, derivedId, timeOrderedId } from '@daqidi/runtime';
import type { AssignmentEvents, TriageEvents } from '@daqidi/schemas';
import { issue } from '../domain/order.js';
import type { Orders } from '../model.js';

/** A clock that ran out anywhere raises an order; its id follows from the event, so there is one for each. */
export const onClockOverdue =
  (orders: Orders, directory: Directory, clock: Clock) =>
  (event: EventEnvelope): Promise<void> => {
    const overdue = event.data as AssignmentEvents['ClockOverdue'] | TriageEvents['ClockOverdue'];
    const raisedAt = Date.parse(event.time);
    const orderId = timeOrderedId(raisedAt, derivedId('order', event.id));
    const now = Math.max(clock.now(), raisedAt);
    const policy = directory.policy(now);
    const { dueAt } = deadline(directory.calendar(now), dayInShanghai(now), policy.orderWorkingDays, policy.dueSoonWorkingDays);
    const { dueAt: missedAt, ...aboutCase } = overdue;
    return orders.react(orderId, event, {
      learn: (facts) => facts,
      decide: (state) =>
        issue(state, { ...aboutCase, orderId, ground: 'CLOCK_OVERDUE', missedAt, dueAt, policyVersion: policy.number }),
    });
  };
