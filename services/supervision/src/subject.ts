import type { Subject } from '@daqidi/identity';
import type { AggregateDocument } from '@daqidi/store';
import type { OrderState } from './domain/order.js';

export type OrderDocument = AggregateDocument<OrderState, null>;

/** What the policy asks about an order: where the case is, and who owes the answer. The petitioner has no part in it. */
export const subjectOf = ({ state }: OrderDocument): Subject => ({
  regionPath: state.issued?.regionPath ?? [],
  units: state.issued?.unitId ? [state.issued.unitId] : [],
  persons: [],
});
