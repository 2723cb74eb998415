import { type Heard, type Listener, on } from '@daqidi/service';
import { withdraw } from '../domain/order.js';
import type { Tools } from '../tools.js';

/** An order whose missed due date was derived again, and has not come yet, falls. */
export const withdrawOrder = ({ model }: Tools): readonly Listener[] => {
  const withdrawing = async (
    event: Heard<'triage', 'ClockRederived'> | Heard<'assignment', 'ClockRederived'> | Heard<'supervision', 'ClockRederived'>,
  ): Promise<void> => {
    const { appealId, clock, before: missedAt, deadline, withdraws } = event.data;
    // An order's own clock raises none.
    if (!withdraws || clock === undefined) return;
    const oversight = await model.oversights.collection.byId(appealId);
    for (const orderId of oversight?.facts.orders ?? []) {
      await model.orders.react(orderId, event, {
        learn: (facts) => facts,
        decide: (state) => withdraw(state, { clock, missedAt, dueAt: deadline.dueAt }),
      });
    }
  };
  return [
    on('triage', 'ClockRederived', withdrawing),
    on('assignment', 'ClockRederived', withdrawing),
    on('supervision', 'ClockRederived', withdrawing),
  ];
};
