import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';

export const triageQueue: QueryResolvers<Context>['triageQueue'] = async (_, { stage, first, after }, { tools, scope }) => {
  const limit = pageSize(first);
  const where = { 'keys.stage': stage };
  const from = after ? decodeCursor('triageQueue', after)[0] : undefined;
  const { collection } = tools.cases;
  const [rows, total] = await Promise.all([
    collection.find('queue', { scope, where, after: from, limit: limit + 1 }),
    collection.count('queue', { scope, where }),
  ]);
  return { ...connectionOf('triageQueue', rows, limit, ({ keys }) => [String(keys.waiting)]), total };
};
