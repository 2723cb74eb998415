import { countedFor } from '@daqidi/kernel';
import type { Row, RowSpec, Rows, Store, Visibility } from '@daqidi/store';
import { accessOf, noScore, type Score } from './domain/score.js';

export interface ScoreFields {
  readonly score: Score;
  /** The case's id: what lists are in order of. */
  readonly order: string | null;
  readonly unitId: string | null;
  readonly closedUnitId: string | null;
  readonly assignedPeriod: string | null;
  readonly closedPeriod: string | null;
  readonly closed: boolean;
  readonly onTime: boolean | null;
}

export type ScoreRows = Rows<ScoreFields>;
export type ScoreDocument = Row<ScoreFields>;

const scores: RowSpec<ScoreFields> = {
  name: 'scores',
  fields: {
    score: { type: Object, required: true },
    order: { type: String },
    unitId: { type: String },
    closedUnitId: { type: String },
    assignedPeriod: { type: String },
    closedPeriod: { type: String },
    closed: { type: Boolean, required: true },
    onTime: { type: Boolean },
  },
  blank: {
    score: noScore,
    order: null,
    unitId: null,
    closedUnitId: null,
    assignedPeriod: null,
    closedPeriod: null,
    closed: false,
    onTime: null,
    seenBy: [],
    barred: [],
  },
  indexes: {
    byAssigned: { keys: { seenBy: 1, assignedPeriod: 1, unitId: 1, order: 1, closed: 1 } },
    byClosed: { keys: { seenBy: 1, closedPeriod: 1, closedUnitId: 1, order: 1, onTime: 1 } },
  },
  queries: {
    assigned: { index: 'byAssigned', equals: ['seenBy', 'assignedPeriod'], narrows: ['unitId', 'closed'] },
    assignedCases: {
      index: 'byAssigned',
      equals: ['seenBy', 'assignedPeriod', 'unitId'],
      sort: { order: 1 },
      narrows: ['closed'],
    },
    closedCases: {
      index: 'byClosed',
      equals: ['seenBy', 'closedPeriod', 'closedUnitId'],
      sort: { order: 1 },
      narrows: ['onTime'],
    },
    closed: { index: 'byClosed', equals: ['seenBy', 'closedPeriod'], narrows: ['closedUnitId', 'onTime'] },
  },
};

/** The row's indexed fields and scope. */
export const scoreRow = (score: Score): ScoreFields & Visibility => {
  const { unitId, closedUnitId, assignedPeriod, closedPeriod, onTime } = score;
  const access = accessOf(score);
  // A secret is in no month.
  const periods = access?.restricted ? { assignedPeriod: null, closedPeriod: null } : { assignedPeriod, closedPeriod };
  const fields = {
    score,
    order: score.opened?.appealId ?? null,
    unitId,
    closedUnitId,
    ...periods,
    closed: closedPeriod !== null,
    onTime,
  };
  return { ...fields, ...countedFor(access) };
};

export interface Model {
  readonly scores: ScoreRows;
}

export const createModel = (store: Store): Model => ({ scores: store.rows(scores) });
