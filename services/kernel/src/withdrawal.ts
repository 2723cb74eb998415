import type { Actor } from '@daqidi/events';
import type { AssignmentEvents, Deadline, IntakeEvents, Refused, TextReference } from '@daqidi/schemas';
import { type CaseClock, endClock, startClock } from './clock.js';

/** A petitioner's request to withdraw, as intake tells of it. */
export interface WithdrawalWish {
  readonly number: number;
  /** Whether the centre calls him back before it is accepted: he asked on the unit's premises, or within a day of its visit. */
  readonly callsForCall: boolean;
  /** Until when he can take it back, where it was asked by query code. ISO 8601. */
  readonly takeBackUntil: string | null;
  /** What he said when he was called back; null where nobody has. */
  readonly stands: boolean | null;
  readonly takenBack: boolean;
}

type Requested = IntakeEvents['WithdrawalRequested'];

export const wishOf = ({ number, setting, takeBackUntil }: Requested): WithdrawalWish => ({
  number,
  callsForCall: setting !== 'OWN_ACCORD',
  takeBackUntil,
  stands: null,
  takenBack: false,
});

/** What the custodian's own events say of a request. */
export type WithdrawalClock = CaseClock<'WITHDRAWAL', Deadline>;

export interface Withdrawal {
  readonly number: number;
  readonly status: 'ASKED' | 'ACCEPTED' | 'REFUSED' | 'LAPSED';
  readonly askedAt: string;
  /** Null where it came too late to wait for anybody. */
  readonly clock: WithdrawalClock | null;
  readonly decidedAt: string | null;
  /** Null where nobody had to decide. */
  readonly by: string | null;
  readonly reason: TextReference | null;
}

type Said<Type extends keyof AssignmentEvents> = { readonly type: Type; readonly v: 1; readonly data: AssignmentEvents[Type] };

/** Triage and assignment say the same of a request, each while it has the case. */
export type WithdrawalEvent =
  | Said<'WithdrawalAsked'>
  | Said<'WithdrawalAccepted'>
  | Said<'WithdrawalRefused'>
  | Said<'WithdrawalLapsed'>;

const ended = (
  before: Withdrawal | null,
  event: Exclude<WithdrawalEvent, { readonly type: 'WithdrawalAsked' }> & { readonly time: string; readonly actor: Actor },
): Withdrawal => {
  const { number } = event.data;
  const known = before?.number === number ? before : null;
  const status = { WithdrawalAccepted: 'ACCEPTED', WithdrawalRefused: 'REFUSED', WithdrawalLapsed: 'LAPSED' } as const;
  const reason = event.type === 'WithdrawalLapsed' ? null : event.data.reason;
  return {
    number,
    status: status[event.type],
    askedAt: known?.askedAt ?? event.time,
    clock: endClock(known?.clock ?? null),
    decidedAt: event.time,
    by: reason === null ? null : event.actor.person,
    reason,
  };
};

export const evolveWithdrawal = (
  before: Withdrawal | null,
  event: WithdrawalEvent & { readonly time: string; readonly actor: Actor },
): Withdrawal => {
  if (event.type !== 'WithdrawalAsked') return ended(before, event);
  const { number, clock } = event.data;
  return {
    number,
    status: 'ASKED',
    askedAt: event.time,
    clock: startClock('WITHDRAWAL', clock),
    decidedAt: null,
    by: null,
    reason: null,
  };
};

/** A request that waits here for its decision. */
export const openWithdrawal = (withdrawal: Withdrawal | null): Withdrawal | null =>
  withdrawal?.status === 'ASKED' ? withdrawal : null;

/** The clock of a request that waits. */
export const withdrawalClock = (withdrawal: Withdrawal | null): WithdrawalClock | null =>
  openWithdrawal(withdrawal)?.clock ?? null;

/** With the clock changed, of a request that waits. */
export const withWithdrawalClock = (
  withdrawal: Withdrawal | null,
  change: (clock: WithdrawalClock | null) => WithdrawalClock | null,
): Withdrawal | null => withdrawal && { ...withdrawal, clock: change(withdrawal.clock) };

/** What its readers see. */
export interface WithdrawalShown extends Pick<Withdrawal, 'number' | 'status' | 'askedAt' | 'decidedAt'> {
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly by: { readonly id: string } | null;
  readonly reason: string | null;
}

const said = <Type extends WithdrawalEvent['type']>(type: Type, data: AssignmentEvents[Type]): WithdrawalEvent =>
  ({ type, v: 1, data }) as WithdrawalEvent;

/** What a service knows of requests to withdraw a case. */
export interface Heard {
  readonly wish: WithdrawalWish | null;
  /** The latest that this service had to do with. */
  readonly withdrawal: Withdrawal | null;
  /** The latest that the custodian before it has answered; 0 where none. */
  readonly answeredBefore: number;
}

/** HERE: this service has the case. OVER: nothing can be withdrawn any more. ELSEWHERE: another decides. */
export type Custody = 'HERE' | 'OVER' | 'ELSEWHERE';

/**
 * What follows from a request as it is known now, in whatever order it was learned with the custody of the case: it waits for whoever has
 * the case, is answered no after the last signature, and lapses when the petitioner does not want it any more (domain, 2).
 */
export const heedWish = (
  { wish, withdrawal, answeredBefore }: Heard,
  appealId: string,
  { custody, clock }: { readonly custody: Custody; readonly clock: Deadline },
): readonly WithdrawalEvent[] => {
  if (wish === null) return [];
  const { number } = wish;
  if (wish.takenBack || wish.stands === false)
    return openWithdrawal(withdrawal)?.number === number ? [said('WithdrawalLapsed', { appealId, number })] : [];
  if (number <= Math.max(answeredBefore, withdrawal?.number ?? 0) || custody === 'ELSEWHERE') return [];
  return custody === 'OVER'
    ? [said('WithdrawalRefused', { appealId, number, reason: null })]
    : [said('WithdrawalAsked', { appealId, number, clock })];
};

/** What whoever has the case decides on a request. */
export interface WithdrawalVerdict {
  readonly appealId: string;
  readonly accepts: boolean;
  readonly reason: TextReference;
  /** Whether the case goes on without its petitioner. */
  readonly goesOn: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The request that was heard and waits here. */
const askedHere = ({ wish, withdrawal }: Pick<Heard, 'wish' | 'withdrawal'>) => {
  const open = openWithdrawal(withdrawal);
  return open === null || wish?.number !== open.number ? null : { wish, number: open.number };
};

/** Why there is nothing to decide. */
export const noWithdrawal = (heard: Pick<Heard, 'wish' | 'withdrawal'>): Refused | null =>
  askedHere(heard) === null ? { refused: 'withdrawal.none' } : null;

/** Refused at any time; accepted after the call and the days of taking back that it asks for (domain, 2.1 and 2.3). */
export const decideWithdrawal = (
  heard: Pick<Heard, 'wish' | 'withdrawal'>,
  { appealId, accepts, reason, goesOn, now }: WithdrawalVerdict,
): readonly WithdrawalEvent[] | Refused => {
  const asked = askedHere(heard);
  if (asked === null) return { refused: 'withdrawal.none' };
  const { wish, number } = asked;
  if (!accepts) return [said('WithdrawalRefused', { appealId, number, reason })];
  if (wish.callsForCall && wish.stands !== true) return { refused: 'withdrawal.call-back' };
  if (wish.takeBackUntil !== null && now <= Date.parse(wish.takeBackUntil)) return { refused: 'withdrawal.window' };
  return [said('WithdrawalAccepted', { appealId, number, reason, goesOn })];
};

/** As both custodians show it; `reason` is the text for those who may read it. */
export const withdrawalView = (
  { number, status, askedAt, clock, decidedAt, by }: Withdrawal,
  reason: string | null,
): WithdrawalShown => ({
  number,
  status,
  askedAt,
  dueAt: clock?.dueAt ?? askedAt,
  provisional: clock?.provisional ?? false,
  decidedAt,
  by: by === null ? null : { id: by },
  reason,
});

/** The last signature answers a request that waits: no. */
export const overtakenWithdrawal = (withdrawal: Withdrawal | null, appealId: string): readonly WithdrawalEvent[] => {
  const open = openWithdrawal(withdrawal);
  return open === null ? [] : [said('WithdrawalRefused', { appealId, number: open.number, reason: null })];
};
