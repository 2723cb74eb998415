import { caseVisibility } from '@daqidi/schemas';
import type { Row, RowSpec, Rows, Store } from '@daqidi/store';
import { noScore, type Score } from './domain/score.js';

export interface ScoreFields {
  readonly score: Score;
  readonly unitId: string | null;
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
    assignedPeriod: { type: String },
    closedPeriod: { type: String },
    closed: { type: Boolean, required: true },
    onTime: { type: Boolean },
  },
  blank: {
    score: noScore,
    unitId: null,
    assignedPeriod: null,
    closedPeriod: null,
    closed: false,
    onTime: null,
    seenBy: [],
    barred: [],
  },
  indexes: {
    byAssigned: { keys: { seenBy: 1, assignedPeriod: 1, unitId: 1, closed: 1 } },
    byClosed: { keys: { seenBy: 1, closedPeriod: 1, unitId: 1, onTime: 1 } },
  },
  queries: {
    assigned: { index: 'byAssigned', equals: ['seenBy', 'assignedPeriod'], narrows: ['unitId', 'closed'] },
    closed: { index: 'byClosed', equals: ['seenBy', 'closedPeriod'], narrows: ['unitId', 'onTime'] },
  },
};

/** The row's indexed fields and scope. A restricted case counts only in oversight's figures until its secrecy ends. */
export const scoreRow = (score: Score): ScoreFields & ReturnType<typeof caseVisibility> => {
  const { opened, unitId, assignedPeriod, closedPeriod, onTime } = score;
  const fields = { score, unitId, assignedPeriod, closedPeriod, closed: closedPeriod !== null, onTime };
  if (opened === null) return { ...fields, seenBy: [], barred: [] };
  if (opened.restricted) return { ...fields, seenBy: ['office:OVERSIGHT'], barred: opened.barred };
  const { seenBy, barred } = caseVisibility({ ...opened, petitionerId: null, units: unitId === null ? [] : [unitId] });
  return { ...fields, seenBy: ['office:OVERSIGHT', ...seenBy], barred };
};

export const createScores = (store: Store): ScoreRows => store.rows(scores);
