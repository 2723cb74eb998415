import type { EventEnvelope } from '@daqidi/events';
import { deadlineFrom } from '@daqidi/kernel';
import { derivedId, timeOrderedId } from '@daqidi/runtime';
import type { SupervisionEvents } from '@daqidi/schemas';
import { type Heard, type Listener, on } from '@daqidi/service';
import { withOrder } from '../domain/closing.js';
import { issue } from '../domain/order.js';
import { spreadScope } from '../shared/spread-scope.js';
import type { Tools } from '../tools.js';

/** Why an order is issued, and to whom. */
type Cause = Pick<SupervisionEvents['OrderIssued'], 'ground' | 'clock' | 'missedAt' | 'unitId' | 'panel'>;

/**
 * A clock that ran out anywhere raises an order, and so does a case that came back from units too often; its id follows from the event, so
 * there is one for each. The oversight document of the case hears of it first: a scope that is stated from then on reaches the order,
 * whichever of the two is written first.
 */
export const issueOrder = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  const issuing = async (event: EventEnvelope, appealId: string, cause: Cause): Promise<void> => {
    const raisedAt = Date.parse(event.time);
    const orderId = timeOrderedId(raisedAt, derivedId('order', event.id));
    await model.oversights.react(appealId, event, {
      learn: (facts) => ({
        ...facts,
        orders: [...new Set([...facts.orders, orderId])].sort(),
        matters: cause.clock === 'HANDLING' ? withOrder(facts.matters, orderId, 'OPEN') : facts.matters,
      }),
      decide: () => [],
    });
    await model.orders.react(orderId, event, {
      learn: (facts) => facts,
      decide: (state, _, now) => {
        const deadline = deadlineFrom(directory, Math.max(now, raisedAt), ({ orderWorkingDays }) => orderWorkingDays);
        return issue(state, { appealId, orderId, ...cause, deadline });
      },
    });
    await spreadScope(tools, appealId);
  };
  const overdue = async (
    event: Heard<'triage', 'ClockOverdue'> | Heard<'assignment', 'ClockOverdue'> | Heard<'supervision', 'ClockOverdue'>,
  ): Promise<void> => {
    const { appealId, clock, unitId, dueAt: missedAt, panel = null } = event.data;
    await issuing(event, appealId, { ground: 'CLOCK_OVERDUE', clock, missedAt, unitId, panel });
  };
  return [
    on('triage', 'ClockOverdue', overdue),
    on('assignment', 'ClockOverdue', overdue),
    on('supervision', 'ClockOverdue', overdue),
    on('assignment', 'ObjectionDecided', async (event) => {
      const { appealId, upheld, bounces, returnedTo: unitId } = event.data;
      const { bouncesBeforeOrder } = directory.policy(Date.parse(event.time));
      if (!upheld || bounces !== bouncesBeforeOrder) return;
      await issuing(event, appealId, { ground: 'BOUNCED', clock: null, missedAt: event.time, unitId, panel: null });
    }),
  ];
};
