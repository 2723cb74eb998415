import { readPage } from '@daqidi/service';
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

export const ledger: QueryResolvers<Context>['ledger'] = (_, { first, after, ...filter }, { tools, scope }) =>
  readPage({
    list: 'ledger',
    collection: tools.model.entries.collection,
    ...select(filter),
    scope,
    first,
    after,
    keyOf: ({ keys }) => String(keys.order),
  });

export const ledgerCounts: QueryResolvers<Context>['ledgerCounts'] = async (_, filter, { tools, scope }) => {
  const { query, where } = select(filter);
  const counts = await tools.model.entries.collection.groupCount(query, 'keys.stage', { scope, where });
  return [...counts]
    .map(([stage, count]) => ({ stage: stage as EntryStage, count }))
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
