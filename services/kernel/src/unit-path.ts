import type { Directory } from '@daqidi/directory';
import { unitOn } from './existing.js';

/** A unit that exists now (ms since the epoch) and those above it, nearest first; null where there is none. */
export const unitPathOf = (directory: Pick<Directory, 'unit'>, unitId: string, now: number): readonly string[] | null => {
  const unit = unitOn(directory, unitId, now);
  if (unit === null) return null;
  return unit.parentId === null ? [unitId] : [unitId, ...(unitPathOf(directory, unit.parentId, now) ?? [])];
};
