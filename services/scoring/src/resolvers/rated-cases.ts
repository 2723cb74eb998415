import { readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { QueryResolvers, RatedFigure } from '../generated/schema.js';
import { checkPeriod } from './period.js';

type Selection = (
  unitId: string,
  period: string,
) => { readonly query: string; readonly where: Readonly<Record<string, unknown>> };

const given = (unitId: string, assignedPeriod: string) => ({ unitId, assignedPeriod });
const ended = (closedUnitId: string, closedPeriod: string) => ({ closedUnitId, closedPeriod });

/** Which rows each number of a unit's rates is the count of. */
const selections: Readonly<Record<RatedFigure, Selection>> = {
  ASSIGNED: (unitId, period) => ({ query: 'assignedCases', where: given(unitId, period) }),
  ASSIGNED_AND_CLOSED: (unitId, period) => ({ query: 'assignedCases', where: { ...given(unitId, period), closed: true } }),
  CLOSED: (unitId, period) => ({ query: 'closedCases', where: ended(unitId, period) }),
  CLOSED_ON_TIME: (unitId, period) => ({ query: 'closedCases', where: { ...ended(unitId, period), onTime: true } }),
};

/** The cases behind a number, for the same reader: exactly as many as it says. */
export const ratedCases: QueryResolvers<Context>['ratedCases'] = (
  _,
  { unitId, period, figure, first, after },
  { tools, scope },
) =>
  readPage({
    tools,
    list: 'ratedCases',
    collection: tools.model.scores.collection,
    ...selections[figure](unitId, checkPeriod(period)),
    scope,
    first,
    after,
    keyOf: ({ order }) => order,
  });
