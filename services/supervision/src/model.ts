import { armedAt, visibilityOf } from '@daqidi/kernel';
import type { AggregateSpec, Aggregates, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { evolve, noOrder, type OrderEvent, type OrderState } from './domain/order.js';

export type Orders = Aggregates<OrderState, null, OrderEvent>;

const orders: AggregateSpec<OrderState, null, OrderEvent> = {
  name: 'order',
  initialState: noOrder,
  initialFacts: null,
  evolve,
  visibility: (state) => visibilityOf(accessOf(state)),
  nextDueAt: ({ clock }) => armedAt(clock),
  caseId: (_, event) => event.data.appealId,
  keys: ({ status, issued, issuedAt, unitId }) => ({
    appeal: issued?.appealId ?? null,
    unit: unitId,
    status,
    order: issued === null ? null : `${issuedAt}|${issued.orderId}`,
  }),
  keyFields: { appeal: { type: String }, unit: { type: String }, status: { type: String }, order: { type: String } },
  indexes: {
    oldestFirst: { keys: { seenBy: 1, 'keys.order': 1, 'keys.unit': 1 } },
    byStatus: { keys: { seenBy: 1, 'keys.status': 1, 'keys.order': 1, 'keys.unit': 1 } },
    byAppeal: { keys: { 'keys.appeal': 1, seenBy: 1 } },
  },
  queries: {
    oldest: { index: 'oldestFirst', equals: ['seenBy'], sort: { 'keys.order': 1 }, narrows: ['keys.unit'] },
    byStatus: { index: 'byStatus', equals: ['seenBy', 'keys.status'], sort: { 'keys.order': 1 }, narrows: ['keys.unit'] },
    byAppeals: { index: 'byAppeal', equals: ['keys.appeal', 'seenBy'] },
  },
};

export interface Model {
  readonly orders: Orders;
}

export const createModel = (store: Store): Model => ({ orders: store.aggregates(orders) });
