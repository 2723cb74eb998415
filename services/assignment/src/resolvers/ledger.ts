import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { EntryStage, Level, QueryResolvers } from '../generated/schema.js';

interface Filter {
  readonly book?: Level | null;
  readonly unitId?: string | null;
  readonly stage?: EntryStage | null;
}

const select = ({ book, unitId, stage }: Filter) => ({
  query: stage ? 'byStage' : 'oldest',
  where: {
    ...(book ? { 'keys.book': book } : {}),
    ...(unitId ? { 'keys.unit': unitId } : {}),
    ...(stage ? { 'keys.stage': stage } : {}),
  },
});

export const ledger: QueryResolvers<Context>['ledger'] = async (_, { first, after, ...filter }, { tools, scope }) => {
  const limit = pageSize(first);
  const { query, where } = select(filter);
  const from = after ? decodeCursor('ledger', after)[0] : undefined;
  const { collection } = tools.model.entries;
  const [rows, total] = await Promise.all([
    collection.find(query, { scope, where, after: from, limit: limit + 1 }),
    collection.count(query, { scope, where }),
  ]);
  return { ...connectionOf('ledger', rows, limit, ({ keys }) => [String(keys.order)]), total };
};

export const ledgerCounts: QueryResolvers<Context>['ledgerCounts'] = async (_, filter, { tools, scope }) => {
  const { query, where } = select(filter);
  const counts = await tools.model.entries.collection.groupCount(query, 'keys.stage', { scope, where });
  return [...counts]
    .map(([stage, count]) => ({ stage: stage as EntryStage, count }))
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
