import type { Day } from '@daqidi/calendar';
import { earliestYear, type Post, unitSinceKey } from '@daqidi/identity';
import type { DirectoryUnitStatedV1 } from '@daqidi/schemas';
import { type Ending, successorsOf, takenOverBy } from './succession.js';

/** Units as they are known, whatever the day. */
export interface Units {
  unit(id: string): (Ending & Pick<DirectoryUnitStatedV1, 'parentId' | 'kind'>) | undefined;
  /** See `endingsIn`. */
  readonly endings: ReadonlyMap<string, readonly Ending[]>;
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/**
 * The unit and those that it stands under, nearest first, with all that became one with one of them by this day: what was merged, split or
 * named anew under the accused is the accused. A supervising body stands under nobody (domain, 3).
 */
export const lineOf = ({ unit, endings }: Units, unitId: string, today: Day): readonly string[] => {
  const isAlone = unit(unitId)?.kind === 'SUPERVISING_BODY';
  const line = new Set<string>();
  // Units arrive in any order: while two change places they may be above each other.
  const heads = new Set([unitId]);
  for (const head of heads)
    for (const id of [...takenOverBy(endings, head, today), ...successorsOf(unit, head, today)]) {
      line.add(id);
      const above = unit(id)?.parentId ?? null;
      if (above !== null && !isAlone) heads.add(above);
    }
  return [...line];
};

const keysUntil = (line: readonly string[], last: number): readonly string[] =>
  line.flatMap((unit) =>
    Array.from({ length: Math.max(0, last - earliestYear + 1) }, (_, at) => unitSinceKey(unit, earliestYear + at)),
  );

/**
 * For each unit that a person held a post in, and each that it stands under, a key for every year up to the last in which he held it:
 * who was there in or after the year of a matter has the key of that year. Keys only grow. Posts that begin after `today` do not count yet.
 */
export const standingOf = (units: Units, posts: readonly Post[], today: Day): readonly string[] => {
  const lastIn = new Map<string, number>();
  for (const { unitId, from, to, barsUntil = from } of posts) {
    if (from > today) continue;
    const last = Math.max(yearOf(to === null || to > today ? today : to), yearOf(barsUntil));
    for (const unit of lineOf(units, unitId, today)) lastIn.set(unit, Math.max(last, lastIn.get(unit) ?? 0));
  }
  return [...lastIn].flatMap(([unit, last]) => keysUntil([unit], last));
};

/** The keys of whoever holds a post in the unit today. */
export const standingIn = (units: Units, unitId: string, today: Day): readonly string[] =>
  keysUntil(lineOf(units, unitId, today), yearOf(today));
