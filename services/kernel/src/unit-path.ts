import type { Directory } from '@daqidi/directory';
import { unitOn } from './existing.js';

/** A unit that exists now (ms since the epoch) and those above it, nearest first; null where there is none. */
export const unitPathOf = (
  directory: Pick<Directory, 'unit' | 'unitAfter'>,
  unitId: string,
  now: number,
): readonly string[] | null => {
  const unit = unitOn(directory, unitId, now);
  if (unit === null) return null;
  if (unit.parentId === null) return [unitId];
  return [unitId, ...(unitPathOf(directory, directory.unitAfter(unit.parentId, now), now) ?? [])];
};
