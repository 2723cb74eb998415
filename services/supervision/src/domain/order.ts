import type { Refused, SupervisionEvents } from '@daqidi/schemas';

/** What supervision says about an order. */
export type OrderEvent = {
  [Type in keyof SupervisionEvents]: { readonly type: Type; readonly v: 1; readonly data: SupervisionEvents[Type] };
}[keyof SupervisionEvents];

type TextReference = SupervisionEvents['OrderAnswered']['text'];
type Decision = readonly OrderEvent[] | Refused;

export interface OrderState {
  readonly status: 'NONE' | 'ISSUED' | 'ANSWERED' | 'CONCLUDED';
  readonly issued: SupervisionEvents['OrderIssued'] | null;
  readonly issuedAt: string | null;
  readonly overdue: boolean;
  readonly answer: { readonly text: TextReference; readonly by: string; readonly at: string } | null;
  readonly concluded: { readonly by: string; readonly at: string } | null;
}

export const noOrder: OrderState = {
  status: 'NONE',
  issued: null,
  issuedAt: null,
  overdue: false,
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
      return { ...state, status: 'ISSUED', issued: event.data, issuedAt: at };
    case 'OrderAnswered':
      return { ...state, status: 'ANSWERED', answer: { text: event.data.text, by: actor.person, at } };
    case 'OrderOverdue':
      return { ...state, overdue: true };
    case 'OrderConcluded':
      return { ...state, status: 'CONCLUDED', concluded: { by: actor.person, at } };
  }
};

/** The order's own clock runs until it is answered; it has one timer. */
export const armedAt = ({ status, issued, overdue }: OrderState): number | null =>
  status === 'ISSUED' && issued !== null && !overdue ? Date.parse(issued.dueAt) + 1 : null;

export const issue = (state: OrderState, order: SupervisionEvents['OrderIssued']): readonly OrderEvent[] =>
  state.status === 'NONE' ? [{ type: 'OrderIssued', v: 1, data: order }] : [];

export const answer = (state: OrderState, text: TextReference): Decision => {
  if (state.status !== 'ISSUED' || state.issued === null) return { refused: 'order.status' };
  const { appealId, orderId } = state.issued;
  return [{ type: 'OrderAnswered', v: 1, data: { appealId, orderId, text } }];
};

export const conclude = (state: OrderState): Decision => {
  if (state.status !== 'ANSWERED' || state.issued === null) return { refused: 'order.status' };
  const { appealId, orderId } = state.issued;
  return [{ type: 'OrderConcluded', v: 1, data: { appealId, orderId } }];
};

export const timeOut = (state: OrderState): readonly OrderEvent[] => {
  if (armedAt(state) === null || state.issued === null) return [];
  const { appealId, orderId, dueAt } = state.issued;
  return [{ type: 'OrderOverdue', v: 1, data: { appealId, orderId, dueAt } }];
};
