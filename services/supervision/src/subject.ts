import type { Subject } from '@daqidi/identity';
import { subjectOf as subjectOfAccess } from '@daqidi/kernel';
import type { AggregateDocument } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { accessOf as accessOfDual, type DualFacts, type DualState } from './domain/dual-oversight.js';
import { accessOf as accessOfMaterial, type MaterialFacts, type MaterialState } from './domain/material.js';
import type { OrderFacts, OrderState } from './domain/order.js';
import { accessOf as accessOfOversight, type OversightFacts, type OversightState } from './domain/oversight.js';

export type OrderDocument = AggregateDocument<OrderState, OrderFacts>;
export type MaterialDocument = AggregateDocument<MaterialState, MaterialFacts>;
export type DualDocument = AggregateDocument<DualState, DualFacts>;
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

/** What the policy asks about the two tracks of a case. */
export const subjectOfDual = ({ state, facts }: Pick<DualDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOfDual(state, facts));

/** Who takes no part in them. */
export const recusedInDual = ({ state, facts }: Pick<DualDocument, 'state' | 'facts'>): readonly string[] =>
  accessOfDual(state, facts)?.recused ?? [];

/** What the policy asks about a request for material: the unit that is asked. */
export const subjectOfMaterial = ({ state, facts }: Pick<MaterialDocument, 'state' | 'facts'>): Subject =>
  subjectOfAccess(accessOfMaterial(state, facts));

/** Who takes no part in answering it. */
export const recusedInMaterial = ({ state, facts }: Pick<MaterialDocument, 'state' | 'facts'>): readonly string[] =>
  accessOfMaterial(state, facts)?.recused ?? [];
