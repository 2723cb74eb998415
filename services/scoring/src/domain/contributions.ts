import { accessOf, bornWith, type Score } from './score.js';

export type CountedAs = 'ASSIGNED' | 'CLOSED' | 'OVERDUE' | 'REOPENED' | 'REPEATED';

/** What one round of a case adds to one figure of one unit in one month. */
export interface Contribution {
  readonly id: string;
  readonly round: number;
  readonly countedAs: CountedAs;
  readonly unitId: string;
  /** `YYYY-MM`, Asia/Shanghai; null where it does not count after all. */
  readonly period: string | null;
  /** Of what was assigned, whether it is closed; of what was closed, whether in time. */
  readonly met: boolean | null;
}

/** What was a secret counts from the month on in which it ended to be one (domain, 2.7). */
const notBefore = (score: Score): string => {
  const { openSince, wasSecret } = score;
  const isDisclosed = (wasSecret || bornWith(score)?.restricted === true) && accessOf(score)?.restricted === false;
  return isDisclosed ? (openSince ?? '') : '';
};

/** Closed, and not reopened since. */
const isClosed = ({ closings, reopenings }: Score): boolean => closings.length > reopenings.length;

/**
 * Everything that a case counts for: where it was assigned first, where and when each round was closed, and whose turn it was when time
 * ran out, in the month of the due date, a case once for each unit and month.
 */
export const contributionsOf = (appealId: string, score: Score): readonly Contribution[] => {
  const { unitId, assignedPeriod, closings, reopenings, overdues, withdrawn } = score;
  const from = notBefore(score);
  const later = (period: string): string => (period < from ? from : period);
  const assigned: readonly Contribution[] =
    unitId === null || assignedPeriod === null
      ? []
      : [
          {
            id: `${appealId}:1:ASSIGNED`,
            round: 1,
            countedAs: 'ASSIGNED',
            unitId,
            period: withdrawn ? null : later(assignedPeriod),
            met: isClosed(score),
          },
        ];
  // Of what was assigned, so in its month; once, however often it was brought.
  const repeated = score.repeats
    ? assigned.map((one): Contribution => ({ ...one, id: `${appealId}:1:REPEATED`, countedAs: 'REPEATED', met: null }))
    : [];
  const closed = closings.map(
    ({ round, unitId: unit, period, onTime }): Contribution => ({
      id: `${appealId}:${round}:CLOSED`,
      round,
      countedAs: 'CLOSED',
      unitId: unit,
      period: later(period),
      met: onTime,
    }),
  );
  const reopened = reopenings.map(
    ({ round, unitId: unit, period }): Contribution => ({
      id: `${appealId}:${round}:REOPENED`,
      round,
      countedAs: 'REOPENED',
      unitId: unit,
      period: later(period),
      met: null,
    }),
  );
  const late = new Map<string, Contribution>();
  for (const { unitId: unit, period, withdrawn } of overdues) {
    const id = `${appealId}:1:OVERDUE:${unit}:${period}`;
    const counts = !withdrawn || (late.get(id)?.period ?? null) !== null;
    late.set(id, { id, round: 1, countedAs: 'OVERDUE', unitId: unit, period: counts ? later(period) : null, met: null });
  }
  return [...assigned, ...repeated, ...closed, ...reopened, ...late.values()];
};
