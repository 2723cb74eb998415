import {
  armedTimer,
  endClock,
  noScope,
  type QuietClock,
  type Rederivation,
  ranOut,
  type ScopeKnown,
  startQuietClock,
  underTerms,
} from '@daqidi/kernel';
import type { Deadline, NewEventOf, Refused, SupervisionEvents, TextReference } from '@daqidi/schemas';

/** What supervision says about an order. */
export type OrderEvent = Extract<NewEventOf<'supervision'>, { type: `Order${string}` | 'ClockRederived' }>;
export type Decision = readonly OrderEvent[] | Refused;

/** One addressee's. */
export type OrderClock = QuietClock<'ORDER'>;

interface Escalation {
  readonly at: string;
  readonly fromUnitId: string | null;
  readonly toUnitId: string;
}

export interface OrderState {
  readonly status: 'NONE' | 'ISSUED' | 'ANSWERED' | 'CONCLUDED' | 'WITHDRAWN';
  readonly issued: SupervisionEvents['OrderIssued'] | null;
  readonly issuedAt: string | null;
  /** Who owes the answer now; null where a panel does. */
  readonly unitId: string | null;
  /** Every unit that may answer: the first addressee and those to whom it rose. */
  readonly addressees: readonly string[];
  /** Runs until the order is answered; starts anew where it rises. */
  readonly clock: OrderClock | null;
  /** Whether an addressee let its time run out. */
  readonly overdue: boolean;
  readonly escalations: readonly Escalation[];
  readonly answer: { readonly text: TextReference; readonly by: string; readonly at: string } | null;
  readonly concluded: { readonly by: string; readonly at: string; readonly finding: TextReference | null } | null;
}

/** What the oversight document of its case says. */
export type OrderFacts = ScopeKnown;
export const noFacts = noScope;

export const noOrder: OrderState = {
  status: 'NONE',
  issued: null,
  issuedAt: null,
  unitId: null,
  addressees: [],
  clock: null,
  overdue: false,
  escalations: [],
  answer: null,
  concluded: null,
};

export const evolve = (
  state: OrderState,
  event: OrderEvent & { readonly time: string; readonly actor: { readonly person: string } },
): OrderState => {
  const { time: at, actor } = event;
  switch (event.type) {
    case 'OrderIssued': {
      const { unitId, deadline } = event.data;
      return {
        ...state,
        status: 'ISSUED',
        issued: event.data,
        issuedAt: at,
        unitId,
        addressees: unitId === null ? [] : [unitId],
        clock: startQuietClock('ORDER', deadline),
      };
    }
    case 'OrderAnswered':
      return {
        ...state,
        status: 'ANSWERED',
        answer: { text: event.data.text, by: actor.person, at },
        clock: endClock(state.clock),
      };
    case 'OrderOverdue':
      return { ...state, overdue: true, clock: ranOut(state.clock) };
    case 'OrderEscalated': {
      const { fromUnitId, toUnitId, deadline } = event.data;
      return {
        ...state,
        unitId: toUnitId,
        addressees: [...state.addressees, toUnitId],
        clock: startQuietClock('ORDER', deadline),
        escalations: [...state.escalations, { at, fromUnitId, toUnitId }],
      };
    }
    case 'ClockRederived':
      return { ...state, clock: state.clock && underTerms(state.clock, event.data.deadline, false) };
    case 'OrderWithdrawn':
      return { ...state, status: 'WITHDRAWN', clock: endClock(state.clock) };
    case 'OrderConcluded':
      return {
        ...state,
        status: 'CONCLUDED',
        concluded: { by: actor.person, at, finding: event.data.finding },
        clock: endClock(state.clock),
      };
  }
};

export const issue = (state: OrderState, order: SupervisionEvents['OrderIssued']): readonly OrderEvent[] =>
  state.status === 'NONE' ? [{ type: 'OrderIssued', v: 1, data: order }] : [];

/** Under which post somebody acts. */
export interface Seat {
  readonly role: string;
  readonly unitId: string;
  readonly regionId: string;
}

/** Whether the order is addressed to this post's unit, at first or since it rose, or to its panel, where that let its time run out. */
export const isAddressee = ({ issued, addressees }: OrderState, { role, unitId, regionId }: Seat): boolean => {
  const panel = issued?.panel ?? null;
  return addressees.includes(unitId) || (panel !== null && role === panel.role && regionId === panel.regionId);
};

/** Why it is not answered under this post now. */
export const notAnswerable = (state: OrderState, seat: Seat | null): Refused | null => {
  if (state.status !== 'ISSUED' || state.issued === null) return { refused: 'order.status' };
  return seat !== null && isAddressee(state, seat) ? null : { refused: 'order.addressee' };
};

export const answer = (state: OrderState, text: TextReference, seat: Seat | null): Decision => {
  const wrong = notAnswerable(state, seat);
  if (wrong !== null || state.issued === null) return wrong ?? { refused: 'order.status' };
  const { appealId, orderId } = state.issued;
  return [{ type: 'OrderAnswered', v: 1, data: { appealId, orderId, text } }];
};

/** Who ends it, and with what. */
export interface Conclusion {
  readonly person: string;
  /** Every post that the person holds: one of an addressee's makes it his own order. */
  readonly seats: readonly Seat[];
  readonly finding: TextReference | null;
}

/** Why this person does not end it now: it waits for its answer, or was his own to answer. */
export const notConcludable = (state: OrderState, { person, seats }: Omit<Conclusion, 'finding'>): Refused | null => {
  const { status, issued, overdue } = state;
  if (issued === null || (status !== 'ANSWERED' && !(status === 'ISSUED' && overdue))) return { refused: 'order.status' };
  return state.answer?.by === person || seats.some((seat) => isAddressee(state, seat)) ? { refused: 'order.own' } : null;
};

/** Ends it after an answer or, where none came in time, with what the supervising body found. */
export const conclude = (state: OrderState, { finding, ...who }: Conclusion): Decision => {
  const { status, issued } = state;
  const wrong = notConcludable(state, who);
  if (wrong !== null || issued === null) return wrong ?? { refused: 'order.status' };
  if (status === 'ISSUED' && finding === null) return { refused: 'order.finding' };
  const { appealId, orderId, clock } = issued;
  return [{ type: 'OrderConcluded', v: 1, data: { appealId, orderId, clock, finding } }];
};

/** The due date that was missed was derived again and has not come yet. */
export const withdraw = (
  { status, issued }: OrderState,
  { clock, missedAt, dueAt }: Pick<SupervisionEvents['OrderWithdrawn'], 'clock' | 'missedAt' | 'dueAt'>,
): readonly OrderEvent[] => {
  if (issued === null || (status !== 'ISSUED' && status !== 'ANSWERED')) return [];
  if (issued.clock !== clock || issued.missedAt !== missedAt) return [];
  const { appealId, orderId } = issued;
  return [{ type: 'OrderWithdrawn', v: 1, data: { appealId, orderId, clock, missedAt, dueAt } }];
};

/** The clock of an order that still runs, by the holiday lists as they are known now. What an addressee missed stays missed. */
export const rederiveClock = ({ issued, clock }: OrderState, derived: Rederivation | null): readonly OrderEvent[] => {
  if (issued === null || derived === null || armedTimer(clock) === null) return [];
  const { appealId, orderId } = issued;
  return [{ type: 'ClockRederived', v: 1, data: { appealId, orderId, ...derived } }];
};

/** Whom an unanswered order goes to next, and until when; null where nobody is above. */
export interface Rise {
  readonly toUnitId: string;
  readonly deadline: Deadline;
}

/** What follows when its timer is due: it is overdue, and rises one level. */
export const timeOut = ({ clock, issued, unitId }: OrderState, rise: Rise | null): readonly OrderEvent[] => {
  if (clock === null || armedTimer(clock) === null || issued === null) return [];
  const { appealId, orderId } = issued;
  const overdue: OrderEvent = { type: 'OrderOverdue', v: 1, data: { appealId, orderId, unitId, dueAt: clock.dueAt } };
  if (rise === null) return [overdue];
  return [overdue, { type: 'OrderEscalated', v: 1, data: { appealId, orderId, fromUnitId: unitId, ...rise } }];
};
