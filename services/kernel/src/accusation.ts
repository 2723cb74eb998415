import type { Directory, Unit } from '@daqidi/directory';
import { earliestYear } from '@daqidi/identity';
import type { Accusation, Refused } from '@daqidi/schemas';

/** Whom somebody accuses, as it was said. */
export interface Accusing {
  readonly unitIds: readonly string[] | null | undefined;
  readonly officerIds: readonly string[] | null | undefined;
  /** The year in which the matter arose; this one where left out. */
  readonly since: number | null | undefined;
}

/** Of each, at once (domain, 2.2). */
const most = 5;
const firstYear = 1949;

/** A unit that was dissolved before the matter arose had no part in it. */
const wasThere = (unit: Unit | undefined, year: number): boolean =>
  unit !== undefined && (unit.validTo === null || Number(unit.validTo.slice(0, 4)) >= year);

/** Checked against the directory; `today` in Asia/Shanghai. A year before the directory's first counts as that. */
export const readAccusation = (
  { unitIds, officerIds, since }: Accusing,
  { unit, postsOf }: Pick<Directory, 'unit' | 'postsOf'>,
  today: string,
): Accusation | Refused => {
  const units = [...new Set(unitIds ?? [])];
  const persons = [...new Set(officerIds ?? [])];
  const thisYear = Number(today.slice(0, 4));
  const year = since ?? thisYear;
  if (units.length > most || persons.length > most) return { refused: 'accused.number' };
  if (year < firstYear || year > thisYear) return { refused: 'accused.year' };
  const areKnown = units.every((id) => wasThere(unit(id), year)) && persons.every((id) => postsOf(id).length > 0);
  return areKnown ? { units, persons, since: Math.max(year, earliestYear) } : { refused: 'accused.unknown' };
};
