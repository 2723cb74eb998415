import { dayInShanghai } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';

/** A unit that exists now and those above it, nearest first; null where there is none. `now` in ms since the epoch. */
export const unitPathOf = (directory: Directory, unitId: string, now: number): readonly string[] | null => {
  const today = dayInShanghai(now);
  const unit = directory.unit(unitId);
  if (unit === undefined || unit.validFrom > today || (unit.validTo !== null && unit.validTo < today)) return null;
  return unit.parentId === null ? [unitId] : [unitId, ...(unitPathOf(directory, unit.parentId, now) ?? [])];
};
