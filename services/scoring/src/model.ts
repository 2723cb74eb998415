import { countedFor } from '@daqidi/kernel';
import type { Row, RowSpec, Rows, Store, Visibility } from '@daqidi/store';
import type { Contribution, CountedAs } from './domain/contributions.js';
import { accessOf, noScore, type Score } from './domain/score.js';

export interface ScoreFields {
  readonly score: Score;
  /** Of the latest event that it knows. */
  readonly asOf: Date | null;
}

export type ScoreRows = Rows<ScoreFields>;
export type ScoreDocument = Row<ScoreFields>;

/** One row a case: what figures follow from. */
const scores: RowSpec<ScoreFields> = {
  name: 'scores',
  fields: { score: { type: Object, required: true }, asOf: { type: Date } },
  blank: { score: noScore, asOf: null, seenBy: [], barred: [] },
  indexes: { latestFirst: { keys: { seenBy: 1, asOf: -1 } } },
  queries: { latest: { index: 'latestFirst', equals: ['seenBy'], sort: { asOf: -1 } } },
};

export interface ContributionFields {
  readonly appealId: string;
  readonly round: number;
  /** `<case>|<round>`: what lists are in order of. */
  readonly order: string;
  readonly countedAs: CountedAs | null;
  readonly unitId: string | null;
  readonly period: string | null;
  readonly met: boolean | null;
  /** Counted apart, for those who may see the case. */
  readonly restricted: boolean;
}

export type ContributionRows = Rows<ContributionFields>;
export type ContributionDocument = Row<ContributionFields>;

/** One row a number that a round of a case counts in; derived from the case's row, with its scope. */
const contributions: RowSpec<ContributionFields> = {
  name: 'contributions',
  fields: {
    appealId: { type: String, required: true },
    round: { type: Number, required: true },
    order: { type: String, required: true },
    countedAs: { type: String, required: true },
    unitId: { type: String, required: true },
    period: { type: String },
    met: { type: Boolean },
    restricted: { type: Boolean, required: true },
  },
  blank: {
    appealId: '',
    round: 1,
    order: '',
    countedAs: null,
    unitId: null,
    period: null,
    met: null,
    restricted: false,
    seenBy: [],
    barred: [],
  },
  indexes: {
    byFigure: { keys: { seenBy: 1, countedAs: 1, period: 1, restricted: 1, unitId: 1, order: 1, met: 1 } },
  },
  queries: {
    ofAll: { index: 'byFigure', equals: ['seenBy', 'countedAs', 'period', 'restricted'], narrows: ['unitId', 'met'] },
    ofUnit: {
      index: 'byFigure',
      equals: ['seenBy', 'countedAs', 'period', 'restricted', 'unitId'],
      sort: { order: 1 },
      narrows: ['met'],
    },
  },
};

/** The row of a case, with its scope. */
export const scoreRow = (score: Score, asOf: Date): ScoreFields & Visibility => ({
  score,
  asOf,
  ...countedFor(accessOf(score)),
});

/**
 * The row of what a case counts for, within the same scope; whoever let it run out sees that too, where the case is no secret: the unit of a
 * panel has no part in the case otherwise.
 */
export const contributionRow = (
  appealId: string,
  score: Score,
  { round, countedAs, unitId, period, met }: Contribution,
): ContributionFields & Visibility => {
  const known = accessOf(score);
  const access = known === null || known.restricted ? known : { ...known, units: [...known.units, unitId] };
  return {
    appealId,
    round,
    order: `${appealId}|${round}`,
    countedAs,
    unitId,
    period,
    met,
    restricted: access?.restricted ?? false,
    ...countedFor(access),
  };
};

export interface Model {
  readonly scores: ScoreRows;
  readonly contributions: ContributionRows;
}

export const createModel = (store: Store): Model => ({
  scores: store.rows(scores),
  contributions: store.rows(contributions),
});
