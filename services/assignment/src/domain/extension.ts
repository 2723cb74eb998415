import { hasRunOut } from '@daqidi/kernel';
import type { Deadline, Desk, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, EntryState } from './entry.js';
import { type HandlersOf, notHandling } from './handler.js';
import { notWhilePaused } from './pause.js';
import { aboutRequest, notBeforeDecision, nothingAsked, openRequest } from './request.js';

interface Handling {
  readonly person: string;
  readonly handlersOf: HandlersOf;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why this person asks for no more time now. */
export const notExtending = (state: EntryState, { person, handlersOf, now }: Handling): Refused | null => {
  const wrong = notHandling(state, person, handlersOf) ?? notBeforeDecision(state) ?? notWhilePaused(state);
  if (wrong !== null) return wrong;
  if (state.opened?.category === 'CONSULTATION') return { refused: 'extension.days' };
  if (state.extensionsAsked > 0) return { refused: 'extension.once' };
  const { clock } = state;
  return clock === null || hasRunOut(clock) || now > Date.parse(clock.dueAt) ? { refused: 'extension.late' } : null;
};

interface Asking extends Handling {
  readonly appealId: string;
  readonly days: number;
  /** By the policy, for the category. */
  readonly most: number;
  readonly desk: Desk;
  readonly reason: TextReference;
  readonly clock: Deadline;
}

/** More time, once a round and before the due date, is the sender's to give (domain, 2.3). */
export const askExtension = (state: EntryState, { appealId, days, most, desk, reason, clock, ...handling }: Asking): Decision => {
  const wrong = notExtending(state, handling);
  const { holderUnitId: unitId, round } = state;
  if (wrong !== null || unitId === null) return wrong ?? { refused: 'entry.stage' };
  if (days < 1 || days > most) return { refused: 'extension.days', field: 'days' };
  return [{ type: 'ExtensionAsked', v: 1, data: { appealId, unitId, round, desk, reason, clock, days } }];
};

interface Deciding {
  readonly appealId: string;
  readonly grants: boolean;
  readonly answer: TextReference;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The handling's, with so many working days more. */
  extended(clock: Deadline, days: number): Deadline;
}

/**
 * The days come on top of those that the clock has: it goes on from where it began. What ran out while the sender thought about it was not
 * the unit's fault: the order about it falls.
 */
export const decideExtension = (state: EntryState, { appealId, grants, answer, now, extended }: Deciding): Decision => {
  const request = openRequest(state, 'EXTENSION');
  const { clock } = state;
  if (request === null || clock === null) return nothingAsked(state, 'EXTENSION') ?? [];
  const { unitId, round, days = 0 } = request;
  const decided = { ...aboutRequest(request, appealId), answer, days, granted: grants };
  const said = { type: 'ExtensionDecided', v: 1, data: decided } as const;
  if (!grants) return [said];
  const deadline = extended(clock, days);
  if (Date.parse(deadline.dueAt) < now) return { refused: 'extension.late' };
  const data = { appealId, unitId, round, days, before: clock.dueAt, deadline, withdraws: hasRunOut(clock) };
  return [said, { type: 'HandlingExtended', v: 1, data }];
};
