import { badInput } from '@daqidi/runtime';
import { connectionOf, decodeCursor, decodePosition, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { CaseFilter, QueryResolvers, StageCount } from '../generated/schema.js';
import type { CaseRows } from '../model.js';

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

const reached = async (cases: CaseRows, position: string | null | undefined): Promise<boolean> => {
  if (!position) return true;
  const { stream, seq } = decodePosition(position);
  const caseId = stream.slice(stream.lastIndexOf(':') + 1);
  return cases.waitFor(caseId, stream, seq, patience);
};

export const cases: QueryResolvers<Context>['cases'] = async (_, { filter, first, after, position }, context) => {
  const { model, clock } = context.tools;
  const limit = pageSize(first);
  const { query, where } = select(filter, context);
  const from = after ? decodeCursor('cases', after)[0] : undefined;
  const stale = !(await reached(model.cases, position));
  const asOf = new Date(clock.now()).toISOString();
  const { scope } = context;
  const [rows, total] = await Promise.all([
    model.cases.collection.find(query, { scope, where, after: from, limit: limit + 1 }),
    model.cases.collection.count(query, { scope, where }),
  ]);
  return { ...connectionOf('cases', rows, limit, ({ order }) => [order]), total, asOf, stale };
};

export const caseCounts: QueryResolvers<Context>['caseCounts'] = async (_, { filter }, context) => {
  const { query, where } = select(filter, context);
  const counts = await context.tools.model.cases.collection.groupCount(query, 'stage', { scope: context.scope, where });
  return [...counts]
    .map(([stage, count]) => ({ stage, count }) as StageCount)
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
