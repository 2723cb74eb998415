import { monthInShanghai } from '@daqidi/calendar';
import { scopeIn, withScope } from '@daqidi/kernel';
import type { ClockKind } from '@daqidi/schemas';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import { contributionsOf } from '../domain/contributions.js';
import type { Score } from '../domain/score.js';
import { contributionRow, scoreRow } from '../model.js';
import type { Tools } from '../tools.js';

const on = foldsInto<Score>();

interface Alarm {
  readonly clock: ClockKind;
  readonly dueAt: string;
}

/** A clock ran out at this unit's turn, or at that of the panel that sits in it. */
const late = (row: Score, { clock, dueAt }: Alarm, unitId: string | null): Score =>
  unitId === null
    ? row
    : { ...row, overdues: [...row.overdues, { clock, dueAt, period: monthInShanghai(dueAt), unitId, withdrawn: false }] };

/** The due date had not come yet. */
const withdrawn = (row: Score, { clock, before }: { readonly clock: ClockKind; readonly before: string }): Score => ({
  ...row,
  overdues: row.overdues.map((each) => (each.clock === clock && each.dueAt === before ? { ...each, withdrawn: true } : each)),
});

/**
 * A case counts for the unit that it was given to first, in that month, and for the one that closed it in the month of its last signature,
 * by Asia/Shanghai. What comes later, another unit or another round, never rewrites a month that was told.
 */
export const scoreFolds: readonly Fold<Score>[] = [
  on('assignment', 'EntryOpened', (row, { data }) => ({ ...row, opened: data })),
  on('supervision', 'ScopeStated', (row, { data, time }) => {
    const stated = withScope(row, data);
    if (stated === row) return row;
    // What is stated after the secret has ended, such as a conflict, does not end it again.
    const openSince = data.restricted ? null : (row.openSince ?? monthInShanghai(time));
    return { ...stated, openSince, wasSecret: row.wasSecret || data.restricted };
  }),
  on('assignment', 'EntryAssigned', (row, { data, time }) => ({
    ...row,
    unitId: row.unitId ?? data.unitId,
    units: [...new Set([...row.units, data.unitId])],
    assignedPeriod: row.assignedPeriod ?? monthInShanghai(time),
  })),
  on('assignment', 'HolderSucceeded', (row, { data }) => ({ ...row, units: [...new Set([...row.units, data.unitId])] })),
  on('assignment', 'ClockOverdue', (row, { data }) => late(row, data, data.unitId)),
  on('assignment', 'ClockRederived', (row, { data }) => (data.withdraws ? withdrawn(row, data) : row)),
  on('assignment', 'HandlingExtended', (row, { data: { before, withdraws } }) =>
    withdraws ? withdrawn(row, { clock: 'HANDLING', before }) : row,
  ),
  on('triage', 'AppealAccepted', (row, { data }) => ({ ...row, accepted: scopeIn(data) })),
  on('triage', 'ClockOverdue', (row, { data }) => late(row, data, data.panelUnitId ?? null)),
  on('triage', 'ClockRederived', (row, { data }) => (data.withdraws ? withdrawn(row, data) : row)),
  on('assignment', 'WithdrawalAccepted', (row, { data }) => ({ ...row, withdrawn: row.withdrawn || !data.goesOn })),
  on('assignment', 'AppealReopened', (row, { data: { round, unitId }, time }) => ({
    ...row,
    reopenings: [...row.reopenings, { round, unitId, period: monthInShanghai(time) }],
  })),
  on('assignment', 'AppealClosed', (row, { data: { round, unitId, onTime, satisfaction, signedAt } }) => ({
    ...row,
    closings: row.closings.some((closing) => closing.round === round)
      ? row.closings
      : [...row.closings, { round, unitId, period: monthInShanghai(signedAt), onTime }],
    confirmed: satisfaction,
  })),
  on('intake', 'RepeatLinked', (row) => ({ ...row, repeats: true })),
  on('intake', 'NotSolvedReported', (row) => ({ ...row, repeats: true })),
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
