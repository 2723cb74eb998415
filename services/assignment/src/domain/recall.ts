import { termsOf } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from './entry.js';

/**
 * The case leaves a unit that turned out to be accused, or that an accused has come to lead or to stand above (domain, 3). Its clock goes
 * on: another unit has what is left of the time.
 */
export const recall = (
  state: EntryState,
  isConflicted: (unitId: string) => boolean,
  lettersOffice: string,
): readonly EntryEvent[] => {
  const { stage, opened, holderUnitId: unitId, clock } = state;
  const isAtWork = stage === 'ASSIGNED' || stage === 'HANDLING' || stage === 'SIGNING_OFF';
  if (!isAtWork || opened === null || unitId === null || clock === null || !isConflicted(unitId)) return [];
  return [
    {
      type: 'EntryRecalled',
      v: 1,
      data: { appealId: opened.appealId, unitId, holderUnitId: lettersOffice, clock: termsOf(clock) },
    },
  ];
};
