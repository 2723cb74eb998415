import { dayInShanghai } from '@daqidi/calendar';
import { type Directory, standingFor } from '@daqidi/directory';
import { unitOn } from './existing.js';

/** A unit that exists now (ms since the epoch) and those above it, nearest first; null where there is none. */
export const unitPathOf = (directory: Pick<Directory, 'unit'>, unitId: string, now: number): readonly string[] | null => {
  const unit = unitOn(directory, unitId, now);
  if (unit === null) return null;
  if (unit.parentId === null) return [unitId];
  const above = standingFor(directory.unit, unit.parentId, dayInShanghai(now));
  return [unitId, ...(unitPathOf(directory, above, now) ?? [])];
};
