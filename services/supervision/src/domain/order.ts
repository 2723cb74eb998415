import { armedTimer, type CaseClock, type Due, endClock, ranOut, startClock } from '@daqidi/kernel';
import type { CaseScope, NewEventOf, Refused, SupervisionEvents, TextReference } from '@daqidi/schemas';

/** What supervision says about an order. */
export type OrderEvent = Exclude<NewEventOf<'supervision'>, { type: 'ScopeStated' }>;
export type Decision = readonly OrderEvent[] | Refused;

export interface OrderState {
  readonly status: 'NONE' | 'ISSUED' | 'ANSWERED' | 'CONCLUDED';
  readonly issued: SupervisionEvents['OrderIssued'] | null;
  readonly issuedAt: string | null;
  /** Runs until the order is answered; nothing is said before it is overdue. */
  readonly clock: CaseClock<'ORDER', Due> | null;
  readonly answer: { readonly text: TextReference; readonly by: string; readonly at: string } | null;
  readonly concluded: { readonly by: string; readonly at: string } | null;
}

/** What the oversight document of its case says; null before that is known: nobody sees it then. */
export interface OrderFacts {
  readonly scope: CaseScope | null;
}

export const noFacts: OrderFacts = { scope: null };

export const noOrder: OrderState = {
  status: 'NONE',
  issued: null,
  issuedAt: null,
  clock: null,
  answer: null,
  concluded: null,
};

export const evolve = (
  state: OrderState,
  event: OrderEvent & { readonly time: string; readonly actor: { readonly person: string } },
): OrderState => {
  const { time: at, actor } = event;
  switch (event.type) {
    case 'OrderIssued':
      return {
        ...state,
        status: 'ISSUED',
        issued: event.data,
        issuedAt: at,
        clock: startClock('ORDER', { dueAt: event.data.dueAt }),
      };
    case 'OrderAnswered':
      return {
        ...state,
        status: 'ANSWERED',
        answer: { text: event.data.text, by: actor.person, at },
        clock: endClock(state.clock),
      };
    case 'OrderOverdue':
      return { ...state, clock: ranOut(state.clock) };
    case 'OrderConcluded':
      return { ...state, status: 'CONCLUDED', concluded: { by: actor.person, at } };
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

/** Whether the order is addressed to this post's unit or, where a panel let its time run out, to its panel. */
export const isAddressee = ({ issued }: OrderState, { role, unitId, regionId }: Seat): boolean => {
  if (issued === null) return false;
  const { unitId: addressed, panel } = issued;
  return addressed === null ? role === panel?.role && regionId === panel.regionId : unitId === addressed;
};

export const answer = (state: OrderState, text: TextReference, seat: Seat | null): Decision => {
  if (state.status !== 'ISSUED' || state.issued === null) return { refused: 'order.status' };
  if (seat === null || !isAddressee(state, seat)) return { refused: 'order.addressee' };
  const { appealId, orderId } = state.issued;
  return [{ type: 'OrderAnswered', v: 1, data: { appealId, orderId, text } }];
};

/** `seats`: every post that the person holds, since one of the addressee's makes it his own order. */
export const conclude = (state: OrderState, person: string, seats: readonly Seat[]): Decision => {
  if (state.status !== 'ANSWERED' || state.issued === null) return { refused: 'order.status' };
  if (state.answer?.by === person || seats.some((seat) => isAddressee(state, seat))) return { refused: 'order.own' };
  const { appealId, orderId } = state.issued;
  return [{ type: 'OrderConcluded', v: 1, data: { appealId, orderId } }];
};

/** What follows when its timer is due. */
export const timeOut = ({ clock, issued }: OrderState): readonly OrderEvent[] => {
  if (armedTimer(clock) === null || issued === null) return [];
  const { appealId, orderId, dueAt } = issued;
  return [{ type: 'OrderOverdue', v: 1, data: { appealId, orderId, dueAt } }];
};
