import { mayEver } from '@daqidi/identity';
import { connectionOf, dateTimeScalar, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';
import { checkPeriod } from './period.js';
import { ratedCases } from './rated-cases.js';

type Reference = { readonly id: string };

export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Query: {
    ratedCases,
    unitRates: async (_, { period, first, after }, { figures }) => {
      const limit = pageSize(first);
      const all = await figures(checkPeriod(period));
      const from = after ? String(decodeCursor('unitRates', after)[0]) : '';
      const rest = all.filter(({ unit }) => unit.id > from).slice(0, limit + 1);
      return { ...connectionOf('unitRates', rest, limit, ({ unit }) => [unit.id]), total: all.length };
    },
  },
  RatedCase: {
    id: ({ _id }) => _id,
    appeal: ({ _id }) => ({ id: _id }),
    closedPeriod: ({ closedPeriod }) => closedPeriod,
    onTime: ({ onTime }) => onTime,
    satisfaction: ({ score }) => score.evaluated ?? score.confirmed,
  },
  Appeal: {
    score: async ({ id, row: known }, _, { scores }) => {
      const row = known ?? (await scores.load(id));
      const score = row?.score;
      if (score === undefined || score.unitId === null || score.assignedPeriod === null) return null;
      const { unitId, assignedPeriod, closedPeriod, onTime } = score;
      return { unit: { id: unitId }, assignedPeriod, closedPeriod, onTime, satisfaction: score.evaluated ?? score.confirmed };
    },
    __resolveReference: async ({ id }: Reference, { scores }: Context) => {
      const row = await scores.load(id);
      return row === null ? null : { id, row };
    },
  } as Resolvers<Context>['Appeal'],
  Unit: {
    rates: async ({ id }, { period }, { figures, principal, tools }) => {
      if (!mayEver(tools.rules, 'rates.read', principal)) return null;
      return (await figures(checkPeriod(period))).find(({ unit }) => unit.id === id) ?? null;
    },
    __resolveReference: ({ id }: Reference, { tools }: Context) => (tools.directory.unit(id) === undefined ? null : { id }),
  } as Resolvers<Context>['Unit'],
};
