import { latestScope, withScope } from '@daqidi/kernel';
import { currentScope } from '../domain/oversight.js';
import type { Tools } from '../tools.js';

/**
 * Tells all orders about a case, and what its tracks have asked for, what its scope is, as its oversight document has it. Whoever writes one
 * names it there first: one that is still being written finds the scope in its stub.
 */
export const spreadScope = async ({ model }: Tools, appealId: string): Promise<void> => {
  const oversight = await model.oversights.collection.byId(appealId);
  const current = oversight && currentScope(oversight.state, oversight.facts);
  if (!current) return;
  const { told } = oversight.facts;
  const scope = told === null ? current : latestScope(current, told);
  for (const orderId of oversight.facts.orders) await model.orders.inform(orderId, (facts) => withScope(facts, scope));
  for (const materialId of oversight.facts.materials)
    await model.materials.inform(materialId, (facts) => withScope(facts, scope));
};
