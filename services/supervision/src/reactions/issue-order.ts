import { deadlineFrom } from '@daqidi/kernel';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import { type Heard, type Listener, on } from '@daqidi/service';
import { issue } from '../domain/order.js';
import type { Tools } from '../tools.js';

/** A clock that ran out anywhere raises an order; its id follows from the event, so there is one for each. */
export const issueOrder = ({ model, directory }: Tools): readonly Listener[] => {
  const issuing = (event: Heard<'triage', 'ClockOverdue'> | Heard<'assignment', 'ClockOverdue'>): Promise<void> => {
    const { dueAt: missedAt, panel = null, ...aboutCase } = event.data;
    const raisedAt = Date.parse(event.time);
    const orderId = timeOrderedId(raisedAt, derivedId('order', event.id));
    return model.orders.react(orderId, event, {
      learn: (facts) => facts,
      decide: (state, _, now) => {
        const terms = deadlineFrom(directory, Math.max(now, raisedAt), ({ orderWorkingDays }) => orderWorkingDays);
        const { dueAt, policyVersion } = terms;
        return issue(state, { ...aboutCase, panel, orderId, ground: 'CLOCK_OVERDUE', missedAt, dueAt, policyVersion });
      },
    });
  };
  return [on('triage', 'ClockOverdue', issuing), on('assignment', 'ClockOverdue', issuing)];
};
