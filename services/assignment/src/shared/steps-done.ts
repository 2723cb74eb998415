import type { HistoryRow } from '../model.js';
import type { Tools } from '../tools.js';

type Row = HistoryRow<'PlanStepDone'>;

export interface StepsDone {
  /** The entry's. */
  readonly id: string;
  readonly rows: readonly Row[];
}

/** Of more rounds than a case has. */
const most = 1_000;

/** What was reported of the steps of all plans of an entry. */
export const stepsDoneOf = async ({ model }: Tools, id: string): Promise<StepsDone> => {
  const where = { appealId: id, kind: 'PlanStepDone' };
  return { id, rows: (await model.history.collection.find('newest', { where, limit: most })) as readonly unknown[] as Row[] };
};
