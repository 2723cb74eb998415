import { alarmOf, armedAt, armedTimer, type CaseClock, firstArmed, type Terms, withdrawalClock } from '@daqidi/kernel';
import type { ClockKind } from '@daqidi/schemas';
import type { EntryEvent, EntryState } from './entry.js';
import { pauseEndsAt, type Resuming, resume } from './pause.js';
import { reopeningClock } from './reopening.js';
import { requestClock } from './request.js';

type AnyClock = CaseClock<ClockKind, Terms>;

/**
 * Whose timer fires first: the unit's clock, suspended while a turn of signing has its own, that of accepting, of what the unit asked, of a
 * request to withdraw, or of a decision on reopening.
 */
const firstClock = (state: EntryState): AnyClock | null => {
  const { clock, signingClock, acceptingClock, withdrawal } = state;
  const work = armedTimer(signingClock) === null ? clock : signingClock;
  const others = [acceptingClock, requestClock(state), withdrawalClock(withdrawal), reopeningClock(state)];
  return firstArmed<AnyClock | null>([work, ...others], (one) => one);
};

/** Whose turn it is to fire: a clock's, or that of a pause, whose last day has passed. */
const firesFirst = (state: EntryState): { readonly at: number | null; readonly pauseEnds: boolean } => {
  const at = armedAt(firstClock(state));
  const endsAt = pauseEndsAt(state);
  return endsAt !== null && (at === null || endsAt <= at) ? { at: endsAt, pauseEnds: true } : { at, pauseEnds: false };
};

export const nextDueAt = (state: EntryState): number | null => firesFirst(state).at;

/** Who owes what is late: whoever has the turn of signing, whoever decides on reopening, and whoever on what the unit asked. */
export interface Owing {
  readonly turnUnitId: string | null;
  readonly lettersOffice: string | null;
  readonly decidingUnitId: string | null;
  /** What the handling has left after its pause. */
  readonly resuming: Resuming | null;
}

const owedBy = (kind: ClockKind | undefined, { holderUnitId }: EntryState, owing: Owing): string | null => {
  switch (kind) {
    case 'SIGNING':
      return owing.turnUnitId;
    case 'REOPENING':
      return owing.lettersOffice;
    case 'OBJECTION':
    case 'EXTENSION':
    case 'PAUSE':
      return owing.decidingUnitId;
    default:
      return holderUnitId;
  }
};

/** What follows when the armed timer is due. */
export const timeOut = (state: EntryState, owing: Owing): readonly EntryEvent[] => {
  if (firesFirst(state).pauseEnds) return resume(state, owing.resuming, true);
  const due = firstClock(state);
  return alarmOf(due, state.opened, owedBy(due?.kind, state, owing));
};
