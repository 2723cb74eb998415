import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';

export const supervisionOrders: QueryResolvers<Context>['supervisionOrders'] = async (
  _,
  { status, unitId, first, after },
  { tools, scope },
) => {
  const limit = pageSize(first);
  const query = status ? 'byStatus' : 'oldest';
  const where = { ...(status ? { 'keys.status': status } : {}), ...(unitId ? { 'keys.unit': unitId } : {}) };
  const from = after ? decodeCursor('supervisionOrders', after)[0] : undefined;
  const { collection } = tools.orders;
  const [rows, total] = await Promise.all([
    collection.find(query, { scope, where, after: from, limit: limit + 1 }),
    collection.count(query, { scope, where }),
  ]);
  return { ...connectionOf('supervisionOrders', rows, limit, ({ keys }) => [String(keys.order)]), total };
};
