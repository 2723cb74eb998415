import { mayEver } from '@daqidi/identity';
import { badInput } from '@daqidi/runtime';
import { connectionOf, dateTimeScalar, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { Resolvers } from '../generated/schema.js';

type Reference = { readonly id: string };

const checkPeriod = (period: string): string => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw badInput('period', 'A period is a month, YYYY-MM.', '期间应为 YYYY-MM。');
  return period;
};

export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Query: {
    unitRates: async (_, { period, first, after }, { figures }) => {
      const limit = pageSize(first);
      const all = await figures(checkPeriod(period));
      const from = after ? String(decodeCursor('unitRates', after)[0]) : '';
      const rest = all.filter(({ unit }) => unit.id > from).slice(0, limit + 1);
      return { ...connectionOf('unitRates', rest, limit, ({ unit }) => [unit.id]), total: all.length };
    },
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
