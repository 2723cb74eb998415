import type { Directory } from '@daqidi/directory';
import { isConflictedUnit, unitPathOf } from '@daqidi/kernel';
import type { CaseScope } from '@daqidi/schemas';

/**
 * The unit and those above it that may have to do with the case, nearest first; null where the unit itself may not, or is gone. `now` in
 * ms since the epoch.
 */
export const fitPathOf = (directory: Directory, scope: CaseScope, unitId: string, now: number): readonly string[] | null => {
  if (isConflictedUnit(directory, scope, unitId, now)) return null;
  return unitPathOf(directory, unitId, now)?.filter((id) => !isConflictedUnit(directory, scope, id, now)) ?? null;
};
