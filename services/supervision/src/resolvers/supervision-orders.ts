import { readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';

export const supervisionOrders: QueryResolvers<Context>['supervisionOrders'] = (
  _,
  { status, unitId, first, after },
  { tools, scope },
) =>
  readPage({
    list: 'supervisionOrders',
    collection: tools.model.orders.collection,
    query: status ? 'byStatus' : 'oldest',
    scope,
    where: { ...(status ? { 'keys.status': status } : {}), ...(unitId ? { 'keys.unit': unitId } : {}) },
    first,
    after,
    keyOf: ({ keys }) => String(keys.order),
  });
