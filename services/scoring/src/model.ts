import { countedFor } from '@daqidi/kernel';
import type { Row, RowSpec, Rows, Store, Visibility } from '@daqidi/store';
import { accessOf, noScore, type Score } from './domain/score.js';

export interface ScoreFields {
  readonly score: Score;
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
    unitId: { type: String },
    closedUnitId: { type: String },
    assignedPeriod: { type: String },
    closedPeriod: { type: String },
    closed: { type: Boolean, required: true },
    onTime: { type: Boolean },
  },
  blank: {
    score: noScore,
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
    byAssigned: { keys: { seenBy: 1, assignedPeriod: 1, unitId: 1, closed: 1 } },
    byClosed: { keys: { seenBy: 1, closedPeriod: 1, closedUnitId: 1, onTime: 1 } },
  },
  queries: {
    assigned: { index: 'byAssigned', equals: ['seenBy', 'assignedPeriod'], narrows: ['unitId', 'closed'] },
    closed: { index: 'byClosed', equals: ['seenBy', 'closedPeriod'], narrows: ['closedUnitId', 'onTime'] },
  },
};

/** The row's indexed fields and scope. */
export const scoreRow = (score: Score): ScoreFields & Visibility => {
  const { unitId, closedUnitId, assignedPeriod, closedPeriod, onTime } = score;
  const access = accessOf(score);
  // A secret is in no month.
  const periods = access?.restricted ? { assignedPeriod: null, closedPeriod: null } : { assignedPeriod, closedPeriod };
  const fields = { score, unitId, closedUnitId, ...periods, closed: closedPeriod !== null, onTime };
  return { ...fields, ...countedFor(access) };
};

export interface Model {
  readonly scores: ScoreRows;
}

export const createModel = (store: Store): Model => ({ scores: store.rows(scores) });
