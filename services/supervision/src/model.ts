import { caseVisibility } from '@daqidi/schemas';
import type { AggregateSpec, Aggregates, Store } from '@daqidi/store';
import { armedAt, evolve, noOrder, type OrderEvent, type OrderState } from './domain/order.js';

export type Orders = Aggregates<OrderState, null, OrderEvent>;

const orders: AggregateSpec<OrderState, null, OrderEvent> = {
  name: 'order',
  initialState: noOrder,
  initialFacts: null,
  evolve,
  visibility: ({ issued }) =>
    issued === null
      ? { seenBy: [], barred: [] }
      : caseVisibility({ ...issued, petitionerId: null, units: issued.unitId === null ? [] : [issued.unitId] }),
  nextDueAt: armedAt,
  caseId: (_, event) => event.data.appealId,
  keys: ({ status, issued, issuedAt }) => ({
    appeal: issued?.appealId ?? null,
    unit: issued?.unitId ?? null,
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

export const createOrders = (store: Store): Orders => store.aggregates(orders);
