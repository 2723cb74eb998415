import { hasRunOut, termsOf } from '@daqidi/kernel';
import type { Resumption } from './countersign.js';
import type { EntryEvent, EntryState } from './entry.js';

/**
 * The case leaves a unit that turned out to be accused, or that an accused has come to lead or to stand above (domain, 3). Its clock goes
 * on: another unit has what is left of the time.
 */
export const recall = (
  state: EntryState,
  isConflicted: (unitId: string) => boolean,
  lettersOffice: string | null,
  /** What is left of the days where it is up for signing. */
  resumption: Resumption,
): readonly EntryEvent[] => {
  const { stage, opened, holderUnitId: unitId, clock } = state;
  const isAtWork = stage === 'ASSIGNED' || stage === 'HANDLING' || stage === 'SIGNING_OFF';
  if (!isAtWork || opened === null || unitId === null || lettersOffice === null || clock === null) return [];
  if (!isConflicted(unitId)) return [];
  const resumed = stage === 'SIGNING_OFF' && !hasRunOut(clock);
  return [
    {
      type: 'EntryRecalled',
      v: 1,
      data: {
        appealId: opened.appealId,
        unitId,
        holderUnitId: lettersOffice,
        clock: resumed ? resumption.clock : termsOf(clock),
        ownDaysLeft: resumed ? resumption.ownDaysLeft : null,
      },
    },
  ];
};
