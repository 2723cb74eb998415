import { isStale, readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { QueryResolvers, StageCount } from '../generated/schema.js';
import { countedCases, scopeAsked, selectCases } from './case-selection.js';

/** The streams of a case, all of whose events are folded into its row. */
const holds = ['intake:appeal', 'triage:case', 'assignment:entry', 'supervision:oversight'];

const askingIn = ({ tools, principal, scope }: Context) => ({ tools, principal, scope, now: tools.clock.now() });

export const cases: QueryResolvers<Context>['cases'] = async (_, { filter, sort, first, after, position }, context) => {
  const { tools, scope } = context;
  const { collection } = tools.model.cases;
  const { query, backwards, where } = selectCases(filter ?? {}, sort ?? null, askingIn(context));
  const stale = await isStale(position, { kept: tools.model.cases, holds, scope });
  // Of the reader's own rows: one that is hidden leaves no trace in it.
  const [latest] = await collection.find('latest', { scope, limit: 1 });
  const isByDue = query === 'dueFirst' || query === 'byHandler' || query === 'byTurn';
  const page = await readPage({
    tools,
    list: `cases ${isByDue ? 'by due date' : 'by time'}${backwards ? ', backwards' : ''}`,
    collection,
    query,
    backwards,
    where,
    scope: scopeAsked(filter ?? {}, context),
    first,
    after,
    keyOf: (row) => (isByDue ? row.dueOrder : row.order),
  });
  return { ...page, asOf: latest?.asOf?.toISOString() ?? null, stale };
};

export const caseCounts: QueryResolvers<Context>['caseCounts'] = async (_, { filter }, context) => {
  const { query, where } = countedCases(filter ?? {}, askingIn(context));
  const counts = await context.tools.model.cases.collection.groupCount(query, 'stage', {
    scope: scopeAsked(filter ?? {}, context),
    where,
  });
  return [...counts]
    .map(([stage, count]) => ({ stage, count }) as StageCount)
    .sort((left, right) => (left.stage < right.stage ? -1 : 1));
};
