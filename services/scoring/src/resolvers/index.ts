import { mayEver } from '@daqidi/identity';
import { totals } from '@daqidi/service';
import { connectionOf, dateTimeScalar, decodeCursor, pageSize, positionScalar } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import { type Closing, firstClosing } from '../domain/score.js';
import type { Resolvers } from '../generated/schema.js';
import type { ContributionDocument } from '../model.js';
import { totalsOf } from '../projections/unit-figures.js';
import { freshness } from './freshness.js';
import { checkPeriod } from './period.js';
import { ratedCases } from './rated-cases.js';

type Reference = { readonly id: string };

/** The end of the round that counts. */
const closingOf = async ({ appealId, round }: ContributionDocument, scores: Context['scores']): Promise<Closing | null> =>
  (await scores.load(appealId))?.score.closings.find((closing) => closing.round === round) ?? null;

export const resolvers: Resolvers<Context> = {
  DateTime: dateTimeScalar,
  Position: positionScalar,
  Query: {
    ratedCases,
    unitRates: async (_, { period, first, after, position }, { figures, tools, scope }) => {
      const limit = pageSize(first);
      const told = await freshness(tools, scope, position);
      const all = await figures(checkPeriod(period));
      const from = after ? String(decodeCursor('unitRates', after)[0]) : '';
      const rest = all.filter(({ unit }) => unit.id > from).slice(0, limit + 1);
      const page = connectionOf('unitRates', rest, limit, ({ unit }) => [unit.id]);
      return { ...page, total: all.length, totals: totalsOf(all), ...told };
    },
  },
  RatedCaseConnection: totals,
  RatedCase: {
    id: ({ appealId }) => appealId,
    round: ({ round }) => round,
    appeal: ({ appealId }) => ({ id: appealId }),
    closedPeriod: async (row, _, { scores }) => (await closingOf(row, scores))?.period ?? null,
    onTime: async (row, _, { scores }) => (await closingOf(row, scores))?.onTime ?? null,
    satisfaction: async ({ appealId }, _, { scores }) => {
      const score = (await scores.load(appealId))?.score;
      return score?.evaluated ?? score?.confirmed ?? null;
    },
  },
  Appeal: {
    score: async ({ id, row: known }, _, { scores }) => {
      const row = known ?? (await scores.load(id));
      const score = row?.score;
      if (score === undefined || score.unitId === null || score.assignedPeriod === null) return null;
      const { unitId, assignedPeriod } = score;
      const { period: closedPeriod = null, onTime = null } = firstClosing(score) ?? {};
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
