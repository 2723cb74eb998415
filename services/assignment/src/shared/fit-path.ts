import type { Directory } from '@daqidi/directory';
import { isConflictedUnit, unitPathOf } from '@daqidi/kernel';
import type { CaseScope } from '@daqidi/schemas';

/**
 * The unit and those above it that may have to do with the case, nearest first, the city's office in place of those that may not; null
 * where the unit itself may not, or is gone. `now` in ms since the epoch.
 */
export const fitPathOf = (directory: Directory, scope: CaseScope, unitId: string, now: number): readonly string[] | null => {
  const path = unitPathOf(directory, unitId, now);
  if (path === null) return null;
  const fit = path.filter((id) => !isConflictedUnit(directory, scope, id, now));
  if (fit[0] !== unitId) return null;
  // Whoever would have stepped in above may not: the city's office does (domain, 3: at the end of the ladder).
  const city = fit.length < path.length ? directory.officeOf(scope.regionPath[0] ?? '', 'CITY_OFFICE') : null;
  return city === null || fit.includes(city) ? fit : [...fit, city];
};
