import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import type { OrderFacts, OrderState } from './domain/order.js';
import { accessOf as accessOfOversight, type OversightFacts, type OversightState } from './domain/oversight.js';

export type OrderDocument = AggregateDocument<OrderState, OrderFacts>;
export type OversightDocument = AggregateDocument<OversightState, OversightFacts>;

/** What the policy asks about an order. */
export const subjectOf = ({ state, facts }: Pick<OrderDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOf(state, facts));

/** Who takes no part in an order. */
export const recusedIn = ({ state, facts }: Pick<OrderDocument, 'state' | 'facts'>): readonly string[] =>
  accessOf(state, facts)?.recused ?? [];

/** What the policy asks about the oversight of a case. */
export const subjectOfOversight = ({ state, facts }: Pick<OversightDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOfOversight(state, facts));

/** Who takes no part in the oversight of a case. */
export const recusedInOversight = ({ state, facts }: Pick<OversightDocument, 'state' | 'facts'>): readonly string[] =>
  accessOfOversight(state, facts)?.recused ?? [];
