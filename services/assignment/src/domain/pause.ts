import { dayIsOverAt, hasRunOut } from '@daqidi/kernel';
import type { Deadline, Desk, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, EntryEvent, EntryState } from './entry.js';
import { type HandlersOf, notHandling } from './handler.js';
import { aboutRequest, notBeforeDecision, nothingAsked, openRequest } from './request.js';

/** What the handling waits for. Days in Asia/Shanghai. */
export interface Pause {
  readonly ground: string;
  readonly from: string;
  readonly until: string;
}

/** A ground of the list. */
interface Ground {
  readonly code: string;
  readonly mostDays: number;
}

interface Handling {
  readonly person: string;
  readonly handlersOf: HandlersOf;
}

/** Why nothing is done that needs a running clock. */
export const notWhilePaused = ({ pause }: Pick<EntryState, 'pause'>): Refused | null =>
  pause === null ? null : { refused: 'entry.paused' };

/** Why this person does not ask that the handling waits. */
export const notPausing = (state: EntryState, { person, handlersOf }: Handling): Refused | null =>
  notHandling(state, person, handlersOf) ??
  notBeforeDecision(state) ??
  notWhilePaused(state) ??
  (state.clock === null || hasRunOut(state.clock) ? { refused: 'pause.late' } : null);

interface Asking extends Handling {
  readonly appealId: string;
  /** Null where the list does not have it today. */
  readonly ground: Ground | null;
  readonly until: string;
  /** Today, and so many days later. */
  readonly today: string;
  daysLater(days: number): string;
  readonly desk: Desk;
  readonly reason: TextReference;
  readonly clock: Deadline;
}

/** Only what is on the list stops the clock, and the sender says so (domain, 2.3). */
export const askPause = (state: EntryState, asking: Asking): Decision => {
  const { appealId, ground, until, today, daysLater, desk, reason, clock } = asking;
  const wrong = notPausing(state, asking);
  const { holderUnitId: unitId, round } = state;
  if (wrong !== null || unitId === null) return wrong ?? { refused: 'entry.stage' };
  if (ground === null) return { refused: 'pause.ground', field: 'pauseGround' };
  if (until <= today || until > daysLater(ground.mostDays)) return { refused: 'pause.until', field: 'pauseUntil' };
  const data = { ...{ appealId, unitId, round, desk, reason, clock }, ground: ground.code, until };
  return [{ type: 'PauseAsked', v: 1, data }];
};

interface Deciding {
  readonly appealId: string;
  readonly grants: boolean;
  readonly answer: TextReference;
  readonly today: string;
}

export const decidePause = (state: EntryState, { appealId, grants, answer, today }: Deciding): Decision => {
  const request = openRequest(state, 'PAUSE');
  if (request?.pause === undefined) return nothingAsked(state, 'PAUSE') ?? [];
  const { unitId, round, pause } = request;
  const said = {
    type: 'PauseDecided',
    v: 1,
    data: { ...aboutRequest(request, appealId), answer, ...pause, granted: grants },
  } as const;
  if (!grants) return [said];
  if (hasRunOut(state.clock)) return { refused: 'pause.late' };
  if (pause.until <= today) return { refused: 'pause.until' };
  return [said, { type: 'HandlingPaused', v: 1, data: { appealId, unitId, round, ...pause, from: today } }];
};

/** What the handling has left where its pause ends now. */
export interface Resuming {
  readonly today: string;
  readonly clock: Deadline;
  readonly ownDaysLeft: number | null;
}

/** The pause ends with what the clock had left; `lapsed`: by itself, after its last day. */
export const resume = (
  { pause, opened, holderUnitId: unitId, round }: EntryState,
  resuming: Resuming | null,
  lapsed: boolean,
): readonly EntryEvent[] => {
  if (pause === null || opened === null || unitId === null || resuming === null) return [];
  const { ground, from } = pause;
  const { today: to, clock, ownDaysLeft } = resuming;
  const { appealId } = opened;
  return [{ type: 'HandlingResumed', v: 1, data: { appealId, unitId, round, ground, from, to, lapsed, clock, ownDaysLeft } }];
};

/** Why no pause is ended by this person now. */
export const notResuming = (state: EntryState, { person, handlersOf }: Handling): Refused | null =>
  notHandling(state, person, handlersOf) ?? (state.pause === null ? { refused: 'pause.none' } : null);

/** When it ends by itself, in milliseconds since the epoch. */
export const pauseEndsAt = ({ pause }: Pick<EntryState, 'pause'>): number | null =>
  pause === null ? null : dayIsOverAt(pause.until);
