import { deadlineFrom, latestScope } from '@daqidi/kernel';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import { type Heard, type Listener, on } from '@daqidi/service';
import { issue } from '../domain/order.js';
import { currentScope } from '../domain/oversight.js';
import type { Tools } from '../tools.js';

/**
 * A clock that ran out anywhere raises an order; its id follows from the event, so there is one for each. The oversight document of the
 * case hears of it first: a scope that is stated from then on reaches the order, whichever of the two is written first.
 */
export const issueOrder = ({ model, directory }: Tools): readonly Listener[] => {
  const issuing = async (event: Heard<'triage', 'ClockOverdue'> | Heard<'assignment', 'ClockOverdue'>): Promise<void> => {
    const { dueAt: missedAt, panel = null, ...aboutCase } = event.data;
    const raisedAt = Date.parse(event.time);
    const orderId = timeOrderedId(raisedAt, derivedId('order', event.id));
    await model.oversights.react(aboutCase.appealId, event, {
      learn: (facts) => ({ ...facts, orders: [...new Set([...facts.orders, orderId])] }),
      decide: () => [],
    });
    const oversight = await model.oversights.collection.byId(aboutCase.appealId);
    const scope = oversight === null ? null : currentScope(oversight.state, oversight.facts);
    return model.orders.react(orderId, event, {
      learn: (facts) => (scope === null ? facts : { scope: latestScope(facts.scope, scope) }),
      decide: (state, _, now) => {
        const deadline = deadlineFrom(directory, Math.max(now, raisedAt), ({ orderWorkingDays }) => orderWorkingDays);
        return issue(state, { ...aboutCase, panel, orderId, ground: 'CLOCK_OVERDUE', missedAt, deadline });
      },
    });
  };
  return [on('triage', 'ClockOverdue', issuing), on('assignment', 'ClockOverdue', issuing)];
};
