import { readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { CountedAs } from '../domain/contributions.js';
import type { QueryResolvers, RatedFigure } from '../generated/schema.js';
import { freshness } from './freshness.js';
import { checkPeriod } from './period.js';

/** Which rows each number of a unit's figures is the count of. */
const selections: Readonly<Record<RatedFigure, { readonly countedAs: CountedAs; readonly met?: true }>> = {
  ASSIGNED: { countedAs: 'ASSIGNED' },
  ASSIGNED_AND_CLOSED: { countedAs: 'ASSIGNED', met: true },
  CLOSED: { countedAs: 'CLOSED' },
  CLOSED_ON_TIME: { countedAs: 'CLOSED', met: true },
  OVERDUE: { countedAs: 'OVERDUE' },
  REPEATED: { countedAs: 'REPEATED' },
  REOPENED: { countedAs: 'REOPENED' },
};

/** The cases behind a number, for the same reader: exactly as many as it says. */
export const ratedCases: QueryResolvers<Context>['ratedCases'] = async (_, args, { tools, scope }) => {
  const { unitId, period, figure, restricted, first, after, position } = args;
  const told = await freshness(tools, scope, position);
  const page = await readPage({
    tools,
    list: 'ratedCases',
    collection: tools.model.contributions.collection,
    query: 'ofUnit',
    where: { ...selections[figure], period: checkPeriod(period), unitId, restricted },
    scope,
    first,
    after,
    keyOf: ({ order }) => order,
  });
  return { ...page, ...told };
};
