import { deskAbove, endClock, isDesk, type QuietClock, startQuietClock } from '@daqidi/kernel';
import type { AssignmentEvents, CaseScope, Desk, Refused, TextReference } from '@daqidi/schemas';
import type { EntryState } from './entry.js';

export type RequestKind = 'OBJECTION' | 'EXTENSION' | 'PAUSE';
/** Until what the unit asked is decided. */
export type RequestClock = QuietClock<RequestKind>;

/** What the unit that has a case asked of whoever sent it; one at a time (domain, 2.3: nobody passes a case on by themselves). */
export interface UnitRequest {
  readonly kind: RequestKind;
  readonly round: number;
  readonly unitId: string;
  /** Which decides, or the next above where nobody there may. */
  readonly desk: Desk;
  /** Whether the level above decides, so that nobody asks again. */
  readonly final: boolean;
  readonly by: string;
  readonly askedAt: string;
  readonly reason: TextReference;
  /** Working days of an extension. */
  readonly days?: number;
  /** What a pause is for, and its last day, Asia/Shanghai. */
  readonly pause?: { readonly ground: string; readonly until: string };
  readonly clock: RequestClock;
  readonly decided: Decided | null;
}

interface Decided {
  readonly granted: boolean;
  readonly at: string;
  readonly by: string;
  readonly answer: TextReference;
}

/** Who did something, and when. */
export interface Done {
  readonly at: string;
  readonly by: string;
}

type Asked = Pick<AssignmentEvents['ObjectionMade'], 'round' | 'unitId' | 'desk' | 'reason' | 'clock'>;

export const asked = (
  kind: RequestKind,
  { round, unitId, desk, reason, clock }: Asked,
  { at: askedAt, by }: Done,
  more: Partial<Pick<UnitRequest, 'final' | 'days' | 'pause'>>,
): UnitRequest => ({
  ...{ kind, round, unitId, desk, by, askedAt, reason },
  final: false,
  ...more,
  clock: startQuietClock(kind, clock),
  decided: null,
});

export const decided = (
  request: UnitRequest | null,
  granted: boolean,
  answer: TextReference,
  { at, by }: Done,
): UnitRequest | null => request && { ...request, clock: ended(request.clock), decided: { granted, at, by, answer } };

const ended = (clock: RequestClock): RequestClock => endClock(clock) ?? clock;

/** Nothing of it is to be decided any more: the case is over, or somebody else's. */
export const overtaken = (request: UnitRequest | null): UnitRequest | null =>
  request !== null && request.decided === null ? null : request;

export const requestClock = ({ request }: Pick<EntryState, 'request'>): RequestClock | null => request?.clock ?? null;

/** What waits for a decision. */
export const openRequest = ({ request }: Pick<EntryState, 'request'>, kind?: RequestKind): UnitRequest | null =>
  request !== null && request.decided === null && (kind === undefined || request.kind === kind) ? request : null;

/** Why nothing goes on before what the unit asked is decided. */
export const notBeforeDecision = (state: Pick<EntryState, 'request'>): Refused | null =>
  openRequest(state) === null ? null : { refused: 'request.open' };

/** Why there is nothing of the kind to decide. */
export const nothingAsked = (state: Pick<EntryState, 'request'>, kind: RequestKind): Refused | null =>
  openRequest(state, kind) === null ? { refused: 'request.none' } : null;

/** The next above one that has decided; of a restricted case, of those that may know of it. */
export const deskOver = ({ restricted, offices }: Pick<CaseScope, 'restricted' | 'offices'>, desk: Desk): Desk => {
  if (!restricted) return deskAbove(desk);
  const known = offices.filter(isDesk);
  return known[known.indexOf(desk) + 1] ?? known.at(-1) ?? deskAbove(desk);
};

/** What a decision says of what it decides. */
export const aboutRequest = ({ unitId, round, reason, by, askedAt }: UnitRequest, appealId: string) => ({
  ...{ appealId, unitId, round, reason },
  ...{ askedBy: by, askedAt },
});
