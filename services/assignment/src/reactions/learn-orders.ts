import { type Heard, type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

type Ending = Heard<'supervision', 'OrderConcluded'> | Heard<'supervision', 'OrderWithdrawn'>;

/** Keeps which orders about the handling of a case are open: a case closes only without. Those about other stages go their own way. */
export const learnOrders = ({ model }: Tools): readonly Listener[] => {
  const learning = async (event: Heard<'supervision', 'OrderIssued'> | Ending, now: 'OPEN' | 'ENDED'): Promise<void> => {
    const { appealId, orderId, clock } = event.data;
    if (clock !== 'HANDLING') return;
    await model.entries.react(appealId, event, {
      learn: (facts) => ({ ...facts, orders: { ...facts.orders, [orderId]: now } }),
      decide: () => [],
    });
  };
  return [
    on('supervision', 'OrderIssued', (event) => learning(event, 'OPEN')),
    on('supervision', 'OrderConcluded', (event) => learning(event, 'ENDED')),
    on('supervision', 'OrderWithdrawn', (event) => learning(event, 'ENDED')),
  ];
};
