import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { OrderState } from './domain/order.js';

export type OrderDocument = AggregateDocument<OrderState, null>;

/** What the policy asks about an order. */
export const subjectOf = ({ state }: Pick<OrderDocument, 'state'>): Subject => subjectOfAccess(accessOf(state));
