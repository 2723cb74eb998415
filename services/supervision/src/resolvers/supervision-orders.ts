import { isStale, readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';

export const supervisionOrders: QueryResolvers<Context>['supervisionOrders'] = async (
  _,
  { status, unitId, first, after, position },
  { tools, scope },
) => {
  const { orders } = tools.model;
  const stale = await isStale(position, { kept: orders, holds: ['supervision:order'], scope });
  const page = await readPage({
    tools,
    list: 'supervisionOrders',
    collection: orders.collection,
    query: unitId ? 'byUnit' : status ? 'byStatus' : 'oldest',
    scope,
    where: { ...(status ? { 'keys.status': status } : {}), ...(unitId ? { 'keys.unit': unitId } : {}) },
    first,
    after,
    keyOf: ({ keys }) => String(keys.order),
  });
  return { ...page, stale };
};
