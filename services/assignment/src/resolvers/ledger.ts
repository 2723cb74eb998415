import { dueBy, isStale, readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { EntryStage, QueryLedgerArgs, QueryResolvers } from '../generated/schema.js';

/** The streams that an entry holds. */
const holds = ['assignment:entry', 'intake:appeal', 'triage:case', 'supervision:oversight'];

type Filter = Partial<Omit<QueryLedgerArgs, 'sort' | 'first' | 'after' | 'position'>>;

/** Filters by what a key holds, false included. */
const equal = ['book', 'cause', 'cost', 'worthReusing', 'commonProblem', 'complex'] as const;

const conditions = (filter: Filter) => {
  const { unitId, stage, handlerId, planDueBefore } = filter;
  const given = equal.filter((name) => filter[name] !== undefined && filter[name] !== null);
  return {
    ...Object.fromEntries(given.map((name) => [`keys.${name}`, filter[name]])),
    ...(unitId ? { 'keys.unit': unitId } : {}),
    ...(stage ? { 'keys.stage': stage } : {}),
    ...(handlerId ? { 'keys.handler': handlerId } : {}),
    ...(planDueBefore ? { 'keys.planDueOn': { $lt: planDueBefore } } : {}),
  };
};

/** In order of time, and of counts. */
const byTime = (filter: Filter, now: number) => {
  const due = dueBy(filter, now);
  return { ...conditions(filter), ...(due === null ? {} : { 'keys.dueAt': { $lt: new Date(due) } }) };
};

const byDue = (filter: Filter, now: number) => {
  const due = dueBy(filter, now);
  return { ...conditions(filter), ...(due === null ? {} : { 'keys.dueOrder': { $lt: due } }) };
};

/** The registered query whose index fits filter and order best. */
const select = (filter: QueryLedgerArgs, now: number) => {
  const { stage, unitId, handlerId, dueBefore, overdue } = filter;
  const sort = filter.sort ?? (handlerId || dueBefore || overdue ? 'DUE_FIRST' : 'OLDEST_FIRST');
  const isByDue = sort === 'DUE_FIRST';
  const query = isByDue ? (handlerId ? 'byHandler' : 'dueFirst') : stage ? 'byStage' : unitId ? 'byUnit' : 'oldest';
  return { isByDue, query, backwards: sort === 'NEWEST_FIRST', where: isByDue ? byDue(filter, now) : byTime(filter, now) };
};

export const ledger: QueryResolvers<Context>['ledger'] = async (_, args, { tools, scope }) => {
  const { entries } = tools.model;
  const stale = await isStale(args.position, { kept: entries, holds, scope });
  const { isByDue, query, backwards, where } = select(args, tools.clock.now());
  const page = await readPage({
    tools,
    list: `ledger ${isByDue ? 'by due date' : 'by time'}${backwards ? ', backwards' : ''}`,
    collection: entries.collection,
    query,
    backwards,
    where,
    scope,
    first: args.first,
    after: args.after,
    keyOf: ({ keys }) => String(isByDue ? keys.dueOrder : keys.order),
  });
  return { ...page, stale };
};

export const ledgerCounts: QueryResolvers<Context>['ledgerCounts'] = async (_, filter, { tools, scope }) => {
  const { collection } = tools.model.entries;
  const query = filter.unitId ? 'byUnit' : 'countsByStage';
  const where = byTime(filter, tools.clock.now());
  const counts = await collection.groupCount(query, 'keys.stage', { scope, where });
  return [...counts]
    .map(([stage, count]) => ({ stage: stage as EntryStage, count }))
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
