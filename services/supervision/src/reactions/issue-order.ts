import { deadlineFrom } from '@daqidi/kernel';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import { type Heard, type Listener, on } from '@daqidi/service';
import { withOrder } from '../domain/closing.js';
import { issue } from '../domain/order.js';
import { spreadScope } from '../shared/spread-scope.js';
import type { Tools } from '../tools.js';

/**
 * A clock that ran out anywhere raises an order; its id follows from the event, so there is one for each. The oversight document of the
 * case hears of it first: a scope that is stated from then on reaches the order, whichever of the two is written first.
 */
export const issueOrder = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  const issuing = async (
    event: Heard<'triage', 'ClockOverdue'> | Heard<'assignment', 'ClockOverdue'> | Heard<'supervision', 'ClockOverdue'>,
  ): Promise<void> => {
    const { appealId, clock, unitId, dueAt: missedAt, panel = null } = event.data;
    const aboutCase = { appealId, clock, unitId };
    const raisedAt = Date.parse(event.time);
    const orderId = timeOrderedId(raisedAt, derivedId('order', event.id));
    await model.oversights.react(aboutCase.appealId, event, {
      learn: (facts) => ({
        ...facts,
        orders: [...new Set([...facts.orders, orderId])].sort(),
        matters: clock === 'HANDLING' ? withOrder(facts.matters, orderId, 'OPEN') : facts.matters,
      }),
      decide: () => [],
    });
    await model.orders.react(orderId, event, {
      learn: (facts) => facts,
      decide: (state, _, now) => {
        const deadline = deadlineFrom(directory, Math.max(now, raisedAt), ({ orderWorkingDays }) => orderWorkingDays);
        return issue(state, { ...aboutCase, panel, orderId, ground: 'CLOCK_OVERDUE', missedAt, deadline });
      },
    });
    await spreadScope(tools, aboutCase.appealId);
  };
  return [
    on('triage', 'ClockOverdue', issuing),
    on('assignment', 'ClockOverdue', issuing),
    on('supervision', 'ClockOverdue', issuing),
  ];
};
