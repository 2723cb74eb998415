import type { SlotName } from '@daqidi/schemas';
import { type LeaderSlot, turnOf } from './countersign.js';
import type { EntryState } from './entry.js';
import { type HandlersOf, handlingUnit } from './handler.js';
import { eligibleLeaders, isLeaderSlot, type LeadersOf } from './signing-turn.js';

export interface Posts {
  readonly order: readonly SlotName[];
  readonly handlersOf: HandlersOf;
  readonly leadersOf: LeadersOf;
  /** Whether anybody may name a unit. */
  readonly hasDistributor: boolean;
}

export type Vacancy = LeaderSlot | 'HANDLER' | 'LETTERS_OFFICER' | null;

/** The post that the next step needs and that nobody holds now, at the holder or above: what an entry visibly waits for. */
export const vacancyOf = (state: EntryState, { order, handlersOf, leadersOf, hasDistributor }: Posts): Vacancy => {
  const turn = turnOf(state, order);
  if (isLeaderSlot(turn)) return eligibleLeaders(state, turn, leadersOf).length === 0 ? turn : null;
  switch (state.stage) {
    case 'ASSIGNING':
      return hasDistributor ? null : 'LETTERS_OFFICER';
    case 'ASSIGNED':
    case 'HANDLING':
      return handlingUnit(state, handlersOf) === null ? 'HANDLER' : null;
    default:
      return null;
  }
};
