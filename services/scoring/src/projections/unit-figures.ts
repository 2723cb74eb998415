import type { Scope } from '@daqidi/identity';
import { formulaVersion, type Rate, rate } from '../domain/score.js';
import type { ScoreRows } from '../model.js';

export interface UnitFigures {
  readonly unit: { readonly id: string };
  readonly period: string;
  readonly closure: Rate;
  readonly onTime: Rate;
  readonly formula: number;
}

/**
 * The figures of every unit with cases in a month, by unit id: counts over the rows that the reader may see, none of them of a case
 * whose existence is a secret.
 */
export const figuresOf = async ({ collection }: ScoreRows, scope: Scope, period: string): Promise<readonly UnitFigures[]> => {
  const count = (query: 'assigned' | 'closed', where: object) =>
    collection.groupCount(query, query === 'closed' ? 'closedUnitId' : 'unitId', { scope, where: { ...where } });
  const [assigned, ofThoseClosed, closed, inTime] = await Promise.all([
    count('assigned', { assignedPeriod: period }),
    count('assigned', { assignedPeriod: period, closed: true }),
    count('closed', { closedPeriod: period }),
    count('closed', { closedPeriod: period, onTime: true }),
  ]);
  const units = [...new Set([...assigned.keys(), ...closed.keys()])].sort();
  return units.map((id) => ({
    unit: { id },
    period,
    closure: rate(ofThoseClosed.get(id) ?? 0, assigned.get(id) ?? 0),
    onTime: rate(inTime.get(id) ?? 0, closed.get(id) ?? 0),
    formula: formulaVersion,
  }));
};
