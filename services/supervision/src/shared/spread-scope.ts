import type { EventEnvelope } from '@daqidi/events';
import { latestScope, scopeIn } from '@daqidi/kernel';
import type { CaseScope } from '@daqidi/schemas';
import type { Tools } from '../tools.js';

/** Tells all orders about a case what its scope is; one that is still being written finds it in its stub. */
export const spreadScope = async (
  { model }: Tools,
  event: EventEnvelope & { readonly data: CaseScope & { readonly appealId: string } },
): Promise<void> => {
  const oversight = await model.oversights.collection.byId(event.data.appealId);
  for (const orderId of oversight?.facts.orders ?? []) {
    await model.orders.react(orderId, event, {
      learn: (facts) => ({ scope: latestScope(facts.scope, scopeIn(event.data)) }),
      decide: () => [],
    });
  }
};
