import { dayInShanghai } from '@daqidi/calendar';
import type { Directory, Unit } from '@daqidi/directory';

type Units = Pick<Directory, 'unit'>;

/** The unit, where it exists on the day of `now` (ms since the epoch, Asia/Shanghai). */
export const unitOn = (directory: Units, unitId: string, now: number): Unit | null => {
  const today = dayInShanghai(now);
  const unit = directory.unit(unitId);
  const exists = unit !== undefined && unit.validFrom <= today && (unit.validTo === null || today <= unit.validTo);
  return exists ? unit : null;
};

/** A unit that exists now and those above it, nearest first; null where there is none. */
export const unitPathOf = (directory: Units, unitId: string, now: number): readonly string[] | null => {
  const unit = unitOn(directory, unitId, now);
  if (unit === null) return null;
  return unit.parentId === null ? [unitId] : [unitId, ...(unitPathOf(directory, unit.parentId, now) ?? [])];
};
