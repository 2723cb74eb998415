import type { EntryEvent, EntryState } from './entry.js';
import { type Leaving, leave } from './recall.js';

export interface Succession {
  /** Whether the unit may have to do with the case. */
  isConflicted(unitId: string): boolean;
  /** Who stands for the unit today: itself, or who took over from it. */
  unitAfter(unitId: string): string;
  /** The unit and those above it that may have to do with the case; null where it may not, or is gone. */
  pathOf(unitId: string): readonly string[] | null;
  readonly leaving: Leaving;
}

/**
 * What follows for an open entry from what has become of its holder: it goes on with who took over, and leaves a unit that is gone, or that
 * has become one with the accused (domain, 3).
 */
export const succeed = (state: EntryState, { isConflicted, unitAfter, pathOf, leaving }: Succession): readonly EntryEvent[] => {
  const { opened, holderUnitId: held, stage } = state;
  if (opened === null || held === null) return [];
  const unitId = unitAfter(held);
  if (isConflicted(unitId)) return leave(state, leaving);
  const unitPath = unitId === held ? null : pathOf(unitId);
  if (unitPath !== null)
    return [
      { type: 'HolderSucceeded', v: 1, data: { appealId: opened.appealId, endedUnitId: held, unitId, unitPath: [...unitPath] } },
    ];
  // What waits to be handed out is with whoever hands it out; nobody else has what its unit left behind.
  return stage === 'ASSIGNING' || pathOf(held) !== null ? [] : leave(state, leaving);
};
