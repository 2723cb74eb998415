import { badInput } from '@daqidi/runtime';
import { readPage } from '@daqidi/service';
import { decodePosition } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { CaseFilter, QueryResolvers, StageCount } from '../generated/schema.js';

/** How long a read waits for the position it was given, in milliseconds (architecture, Graph). */
const patience = 500;

interface Selection {
  readonly query: 'newest' | 'byStage' | 'byUnit';
  readonly where: Record<string, unknown>;
}

/** The registered query whose index fits the filter best, and its conditions. */
const select = (filter: CaseFilter | null | undefined, { tools }: Context): Selection => {
  const where: Record<string, unknown> = {};
  if (filter?.stage) where.stage = filter.stage;
  if (filter?.unitId) where.unitId = filter.unitId;
  if (filter?.channel) where.channel = filter.channel;
  if (filter?.regionId) {
    const region = tools.directory.region(filter.regionId);
    if (region === undefined) throw badInput('filter.regionId', 'There is no such region.', '没有该区划。');
    if (region.level === 'TOWNSHIP') where.townshipId = region.id;
    if (region.level === 'VILLAGE') where.villageId = region.id;
    if (region.level === 'GRID') throw badInput('filter.regionId', 'Filter by village or above.', '请按村(社区)及以上区划筛选。');
  }
  const { submittedFrom, submittedBefore } = filter ?? {};
  if (submittedFrom || submittedBefore) {
    where.submittedAt = {
      ...(submittedFrom ? { $gte: new Date(submittedFrom) } : {}),
      ...(submittedBefore ? { $lt: new Date(submittedBefore) } : {}),
    };
  }
  return { query: filter?.stage ? 'byStage' : filter?.unitId ? 'byUnit' : 'newest', where };
};

/** Waits for the position only where the reader may see the case: a token of a hidden one is as stale as an invented one. */
const reached = async (position: string | null | undefined, { tools, scope }: Context): Promise<boolean> => {
  if (!position) return true;
  const { stream, seq } = decodePosition(position);
  const caseId = stream.slice(stream.lastIndexOf(':') + 1);
  return tools.model.cases.waitFor(caseId, { stream, seq }, patience, scope);
};

export const cases: QueryResolvers<Context>['cases'] = async (_, { filter, first, after, position }, context) => {
  const { collection } = context.tools.model.cases;
  const selection = select(filter, context);
  const stale = !(await reached(position, context));
  // Of the reader's own rows: one that is hidden leaves no trace in it.
  const [latest] = await collection.find('latest', { scope: context.scope, limit: 1 });
  const page = await readPage({
    list: 'cases',
    collection,
    ...selection,
    scope: context.scope,
    first,
    after,
    keyOf: ({ order }) => order,
  });
  return { ...page, asOf: latest?.asOf?.toISOString() ?? null, stale };
};

export const caseCounts: QueryResolvers<Context>['caseCounts'] = async (_, { filter }, context) => {
  const { query, where } = select(filter, context);
  const fitting = query === 'byUnit' ? query : 'countsByStage';
  const counts = await context.tools.model.cases.collection.groupCount(fitting, 'stage', { scope: context.scope, where });
  return [...counts]
    .map(([stage, count]) => ({ stage, count }) as StageCount)
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
