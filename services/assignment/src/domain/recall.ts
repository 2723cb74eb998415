import { hasRunOut, termsOf } from '@daqidi/kernel';
import type { Resumption } from './countersign.js';
import type { EntryEvent, EntryState } from './entry.js';
import { type Resuming, resume } from './pause.js';

/** Who has it until another unit is named, and what is left of the days where it is up for signing. */
export interface Leaving {
  readonly lettersOffice: string | null;
  readonly resumption: Resumption;
  /** What it has left where it is paused. */
  readonly resuming: Resuming | null;
}

/** Whether a unit has it to work on, its result to sign included. */
export const isAtWork = (stage: EntryState['stage']): boolean =>
  stage === 'ASSIGNED' || stage === 'HANDLING' || stage === 'SIGNING_OFF';

/** The case leaves its unit, with its clock, which goes on: another unit has what is left of the time. */
export const leave = (state: EntryState, { lettersOffice, resumption, resuming }: Leaving): readonly EntryEvent[] => {
  const { stage, opened, holderUnitId: unitId, clock } = state;
  if (!isAtWork(stage) || opened === null || unitId === null || lettersOffice === null || clock === null) return [];
  const resumed = stage === 'SIGNING_OFF' && !hasRunOut(clock);
  const isPaused = state.pause !== null && resuming !== null;
  const goesOn = isPaused ? resuming.clock : termsOf(clock);
  return [
    ...resume(state, resuming, false),
    {
      type: 'EntryRecalled',
      v: 1,
      data: {
        appealId: opened.appealId,
        unitId,
        holderUnitId: lettersOffice,
        clock: resumed ? resumption.clock : goesOn,
        ownDaysLeft: resumed ? resumption.ownDaysLeft : null,
      },
    },
  ];
};

/** The case leaves a unit that turned out to be accused, or that an accused has come to lead or to stand above (domain, 3). */
export const recall = (state: EntryState, isConflicted: (unitId: string) => boolean, leaving: Leaving): readonly EntryEvent[] =>
  state.holderUnitId !== null && isConflicted(state.holderUnitId) ? leave(state, leaving) : [];
