import type { Day } from '@daqidi/calendar';
import { earliestYear, type Post, unitSinceKey } from '@daqidi/identity';
import type { DirectoryUnitStatedV1 } from '@daqidi/schemas';

type UnitOf = (id: string) => Pick<DirectoryUnitStatedV1, 'parentId' | 'kind'> | undefined;

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** The unit and those that it stands under, nearest first. A supervising body stands under nobody (domain, 3). */
export const lineOf = (unitOf: UnitOf, unitId: string): readonly string[] => {
  const line = new Set([unitId]);
  if (unitOf(unitId)?.kind === 'SUPERVISING_BODY') return [...line];
  // Units arrive in any order: while two change places they may be above each other.
  for (const id of line) {
    const above = unitOf(id)?.parentId ?? null;
    if (above !== null) line.add(above);
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
export const standingOf = (unitOf: UnitOf, posts: readonly Post[], today: Day): readonly string[] => {
  const lastIn = new Map<string, number>();
  for (const { unitId, from, to, barsUntil = from } of posts) {
    if (from > today) continue;
    const last = Math.max(yearOf(to === null || to > today ? today : to), yearOf(barsUntil));
    for (const unit of lineOf(unitOf, unitId)) lastIn.set(unit, Math.max(last, lastIn.get(unit) ?? 0));
  }
  return [...lastIn].flatMap(([unit, last]) => keysUntil([unit], last));
};

/** The keys of whoever holds a post in the unit today. */
export const standingIn = (unitOf: UnitOf, unitId: string, today: Day): readonly string[] =>
  keysUntil(lineOf(unitOf, unitId), yearOf(today));
