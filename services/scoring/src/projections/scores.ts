import { monthInShanghai } from '@daqidi/calendar';
import { withScope } from '@daqidi/kernel';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import type { Score } from '../domain/score.js';
import { scoreRow } from '../model.js';
import type { Tools } from '../tools.js';

const on = foldsInto<Score>();

/**
 * A case counts for the unit that it was given to first, in that month, and for the one that closed it in the month of its closing, by
 * Asia/Shanghai. What comes later, another unit or another round, never rewrites a month that was told.
 */
export const scoreFolds: readonly Fold<Score>[] = [
  on('assignment', 'EntryOpened', (row, { data }) => ({ ...row, opened: data })),
  on('supervision', 'ScopeStated', (row, { data }) => withScope(row, data)),
  on('assignment', 'EntryAssigned', (row, { data, time }) => ({
    ...row,
    unitId: row.unitId ?? data.unitId,
    units: [...new Set([...row.units, data.unitId])],
    assignedPeriod: row.assignedPeriod ?? monthInShanghai(time),
  })),
  on('assignment', 'AppealClosed', (row, { data, time }) => ({
    ...row,
    ...(row.closedPeriod === null ? { closedUnitId: data.unitId, closedPeriod: monthInShanghai(time), onTime: data.onTime } : {}),
    confirmed: data.satisfaction,
  })),
  on('intake', 'AppealEvaluated', (row, { data }) => ({ ...row, evaluated: data.satisfaction })),
];

/** A row a case. */
export const projectScores = ({ model }: Tools): readonly Listener[] =>
  folding(scoreFolds, (event, fold) => model.scores.apply(event.key, event, ({ score }) => scoreRow(fold(score))));
