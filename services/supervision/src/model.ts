import { armedAt, isProvisional, visibilityOf } from '@daqidi/kernel';
import type { AggregateSpec, Aggregates, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { evolve, noFacts, noOrder, type OrderEvent, type OrderFacts, type OrderState } from './domain/order.js';
import * as oversight from './domain/oversight.js';

export type Orders = Aggregates<OrderState, OrderFacts, OrderEvent>;
export type Oversights = Aggregates<oversight.OversightState, oversight.OversightFacts, oversight.OversightEvent>;

const orders: AggregateSpec<OrderState, OrderFacts, OrderEvent> = {
  name: 'order',
  initialState: noOrder,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt: ({ clock }) => armedAt(clock),
  caseId: (_, event) => event.data.appealId,
  keys: ({ status, issued, issuedAt, unitId, clock }) => ({
    appeal: issued?.appealId ?? null,
    unit: unitId,
    status,
    order: issued === null ? null : `${issuedAt}|${issued.orderId}`,
    ...(clock?.status === 'RUNNING' && isProvisional(clock) ? { provisional: issued?.orderId } : {}),
  }),
  keyFields: {
    appeal: { type: String },
    unit: { type: String },
    status: { type: String },
    order: { type: String },
    provisional: { type: String },
  },
  indexes: {
    oldestFirst: { keys: { seenBy: 1, 'keys.order': 1, 'keys.unit': 1 } },
    byStatus: { keys: { seenBy: 1, 'keys.status': 1, 'keys.order': 1, 'keys.unit': 1 } },
    byAppeal: { keys: { 'keys.appeal': 1, seenBy: 1 } },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    oldest: { index: 'oldestFirst', equals: ['seenBy'], sort: { 'keys.order': 1 }, narrows: ['keys.unit'] },
    byStatus: { index: 'byStatus', equals: ['seenBy', 'keys.status'], sort: { 'keys.order': 1 }, narrows: ['keys.unit'] },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
    byAppeals: { index: 'byAppeal', equals: ['keys.appeal', 'seenBy'] },
  },
};

const oversights: AggregateSpec<oversight.OversightState, oversight.OversightFacts, oversight.OversightEvent> = {
  name: 'oversight',
  initialState: oversight.noOversight,
  initialFacts: oversight.noFacts,
  evolve: oversight.evolve,
  visibility: (state, facts) => visibilityOf(oversight.accessOf(state, facts)),
  nextDueAt: () => null,
  caseId: (id) => id,
  // Absent rather than null: only cases with a secret to keep are in the index.
  keys: ({ stated }) => (stated?.restricted ? { secret: stated.appealId } : {}),
  keyFields: { secret: { type: String } },
  indexes: { secret: { keys: { 'keys.secret': 1 }, sparse: true } },
  queries: { secret: { index: 'secret', equals: [], sort: { 'keys.secret': 1 } } },
};

export interface Model {
  readonly oversights: Oversights;
  readonly orders: Orders;
}

export const createModel = (store: Store): Model => ({
  oversights: store.aggregates(oversights),
  orders: store.aggregates(orders),
});
