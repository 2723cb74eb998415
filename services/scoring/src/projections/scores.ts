import { monthInShanghai } from '@daqidi/calendar';
import { withScope } from '@daqidi/kernel';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import { contributionsOf } from '../domain/contributions.js';
import type { Score } from '../domain/score.js';
import { contributionRow, scoreRow } from '../model.js';
import type { Tools } from '../tools.js';

const on = foldsInto<Score>();

/**
 * A case counts for the unit that it was given to first, in that month, and for the one that closed it in the month of its closing, by
 * Asia/Shanghai. What comes later, another unit or another round, never rewrites a month that was told.
 */
export const scoreFolds: readonly Fold<Score>[] = [
  on('assignment', 'EntryOpened', (row, { data }) => ({ ...row, opened: data })),
  on('supervision', 'ScopeStated', (row, { data, time }) => {
    const stated = withScope(row, data);
    return stated === row ? row : { ...stated, statedPeriod: monthInShanghai(time), wasSecret: row.wasSecret || data.restricted };
  }),
  on('assignment', 'EntryAssigned', (row, { data, time }) => ({
    ...row,
    unitId: row.unitId ?? data.unitId,
    units: [...new Set([...row.units, data.unitId])],
    assignedPeriod: row.assignedPeriod ?? monthInShanghai(time),
  })),
  on('assignment', 'ClockOverdue', (row, { data: { clock, dueAt, unitId } }) =>
    unitId === null
      ? row
      : { ...row, overdues: [...row.overdues, { clock, dueAt, period: monthInShanghai(dueAt), unitId, withdrawn: false }] },
  ),
  on('assignment', 'ClockRederived', (row, { data: { clock, before, withdraws } }) =>
    withdraws
      ? {
          ...row,
          overdues: row.overdues.map((late) =>
            late.clock === clock && late.dueAt === before ? { ...late, withdrawn: true } : late,
          ),
        }
      : row,
  ),
  on('assignment', 'WithdrawalAccepted', (row, { data }) => ({ ...row, withdrawn: row.withdrawn || !data.goesOn })),
  on('assignment', 'AppealReopened', (row, { data: { round, unitId }, time }) => ({
    ...row,
    reopenings: [...row.reopenings, { round, unitId, period: monthInShanghai(time) }],
  })),
  on('assignment', 'AppealClosed', (row, { data: { round, unitId, onTime, satisfaction }, time }) => ({
    ...row,
    closings: row.closings.some((closing) => closing.round === round)
      ? row.closings
      : [...row.closings, { round, unitId, period: monthInShanghai(time), onTime }],
    confirmed: satisfaction,
  })),
  on('intake', 'AppealEvaluated', (row, { data }) => ({ ...row, evaluated: data.satisfaction })),
];

/** A row a case, and from it one for each number that the case counts in. */
export const projectScores = ({ model }: Tools): readonly Listener[] =>
  folding(scoreFolds, async (event, fold) => {
    await model.scores.apply(event.key, event, ({ score, asOf }) =>
      scoreRow(fold(score), new Date(Math.max(asOf?.getTime() ?? 0, Date.parse(event.time)))),
    );
    // As it is by now: two services may be heard at once, and what follows from the later state stays.
    const row = await model.scores.collection.byId(event.key);
    if (row === null) return;
    for (const contribution of contributionsOf(event.key, row.score))
      await model.contributions.derive(contribution.id, row.rev, contributionRow(event.key, row.score, contribution));
  });
