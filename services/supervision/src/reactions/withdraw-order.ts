import type { EventEnvelope } from '@daqidi/events';
import type { SupervisionEvents } from '@daqidi/schemas';
import { type Heard, type Listener, on } from '@daqidi/service';
import { withdraw } from '../domain/order.js';
import type { Tools } from '../tools.js';

/** An order whose missed due date was derived again, or moved by an extension, and has not come yet, falls. */
export const withdrawOrder = ({ model }: Tools): readonly Listener[] => {
  const falls = async (
    event: EventEnvelope,
    appealId: string,
    missed: Pick<SupervisionEvents['OrderWithdrawn'], 'clock' | 'missedAt' | 'dueAt'>,
  ): Promise<void> => {
    const oversight = await model.oversights.collection.byId(appealId);
    for (const orderId of oversight?.facts.orders ?? []) {
      await model.orders.react(orderId, event, {
        learn: (facts) => facts,
        decide: (state) => withdraw(state, missed),
      });
    }
  };
  const withdrawing = async (
    event: Heard<'triage', 'ClockRederived'> | Heard<'assignment', 'ClockRederived'> | Heard<'supervision', 'ClockRederived'>,
  ): Promise<void> => {
    const { appealId, clock, before: missedAt, deadline, withdraws } = event.data;
    // An order's own clock raises none.
    if (!withdraws || clock === undefined) return;
    await falls(event, appealId, { clock, missedAt, dueAt: deadline.dueAt });
  };
  const extended = async (event: Heard<'assignment', 'HandlingExtended'>): Promise<void> => {
    const { appealId, before: missedAt, deadline, withdraws } = event.data;
    if (withdraws) await falls(event, appealId, { clock: 'HANDLING', missedAt, dueAt: deadline.dueAt });
  };
  return [
    on('assignment', 'HandlingExtended', extended),
    on('triage', 'ClockRederived', withdrawing),
    on('assignment', 'ClockRederived', withdrawing),
    on('supervision', 'ClockRederived', withdrawing),
  ];
};
