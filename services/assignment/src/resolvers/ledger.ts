import { readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { EntryStage, Level, QueryResolvers } from '../generated/schema.js';

interface Filter {
  readonly book?: Level | null;
  readonly unitId?: string | null;
  readonly stage?: EntryStage | null;
}

const conditions = ({ book, unitId, stage }: Filter) => ({
  ...(book ? { 'keys.book': book } : {}),
  ...(unitId ? { 'keys.unit': unitId } : {}),
  ...(stage ? { 'keys.stage': stage } : {}),
});

export const ledger: QueryResolvers<Context>['ledger'] = (_, { first, after, ...filter }, { tools, scope }) =>
  readPage({
    list: 'ledger',
    collection: tools.model.entries.collection,
    query: filter.stage ? 'byStage' : 'oldest',
    where: conditions(filter),
    scope,
    first,
    after,
    keyOf: ({ keys }) => String(keys.order),
  });

export const ledgerCounts: QueryResolvers<Context>['ledgerCounts'] = async (_, filter, { tools, scope }) => {
  const { collection } = tools.model.entries;
  const counts = await collection.groupCount('countsByStage', 'keys.stage', { scope, where: conditions(filter) });
  return [...counts]
    .map(([stage, count]) => ({ stage: stage as EntryStage, count }))
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
