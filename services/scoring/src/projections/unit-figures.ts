import type { Scope } from '@daqidi/identity';
import type { CountedAs } from '../domain/contributions.js';
import { formulaVersion, type Rate, rate } from '../domain/score.js';
import type { ContributionRows } from '../model.js';

/** Cases whose existence is a secret, for those who may see them. */
interface RestrictedCounts {
  readonly assigned: number;
  readonly closed: number;
  readonly overdue: number;
  readonly repeated: number;
}

export interface UnitFigures {
  readonly unit: { readonly id: string };
  readonly period: string;
  readonly closure: Rate;
  readonly onTime: Rate;
  readonly repeats: Rate;
  readonly overdue: number;
  readonly reopened: number;
  readonly restricted: RestrictedCounts | null;
  readonly formula: number;
}

/**
 * The figures of every unit with cases in a month, by unit id: counts over the rows that the reader may see. Rates count no case whose
 * existence is a secret; these are counted apart.
 */
export const figuresOf = async (
  { collection }: ContributionRows,
  scope: Scope,
  period: string,
): Promise<readonly UnitFigures[]> => {
  const count = (countedAs: CountedAs, narrowed: object = {}) =>
    collection.groupCount('ofAll', 'unitId', { scope, where: { countedAs, period, restricted: false, ...narrowed } });
  const [assigned, ofThoseClosed, closed, inTime, overdue, reopened, repeated, ...secret] = await Promise.all([
    count('ASSIGNED'),
    count('ASSIGNED', { met: true }),
    count('CLOSED'),
    count('CLOSED', { met: true }),
    count('OVERDUE'),
    count('REOPENED'),
    count('REPEATED'),
    count('ASSIGNED', { restricted: true }),
    count('CLOSED', { restricted: true }),
    count('OVERDUE', { restricted: true }),
    count('REPEATED', { restricted: true }),
  ]);
  const secretOf = (id: string): RestrictedCounts | null => {
    const [assignedApart = 0, closedApart = 0, overdueApart = 0, repeatedApart = 0] = secret.map((counts) => counts.get(id) ?? 0);
    // What was repeated is among the assigned.
    return assignedApart + closedApart + overdueApart === 0
      ? null
      : { assigned: assignedApart, closed: closedApart, overdue: overdueApart, repeated: repeatedApart };
  };
  const units = [...new Set([assigned, closed, overdue, reopened, ...secret].flatMap((counts) => [...counts.keys()]))].sort();
  return units.map((id) => ({
    unit: { id },
    period,
    closure: rate(ofThoseClosed.get(id) ?? 0, assigned.get(id) ?? 0),
    onTime: rate(inTime.get(id) ?? 0, closed.get(id) ?? 0),
    repeats: rate(repeated.get(id) ?? 0, assigned.get(id) ?? 0),
    overdue: overdue.get(id) ?? 0,
    reopened: reopened.get(id) ?? 0,
    restricted: secretOf(id),
    formula: formulaVersion,
  }));
};

/** What units come to together: sums, and the rates of the sums. */
export const totalsOf = (figures: readonly UnitFigures[]): Omit<UnitFigures, 'unit' | 'period' | 'restricted' | 'formula'> => {
  const sum = (count: (of: UnitFigures) => number): number => figures.reduce((total, of) => total + count(of), 0);
  const together = (name: 'closure' | 'onTime' | 'repeats'): Rate =>
    rate(
      sum((of) => of[name].numerator),
      sum((of) => of[name].denominator),
    );
  return {
    closure: together('closure'),
    onTime: together('onTime'),
    repeats: together('repeats'),
    overdue: sum(({ overdue }) => overdue),
    reopened: sum(({ reopened }) => reopened),
  };
};
