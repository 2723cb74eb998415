import { partiesIn } from '@daqidi/kernel';
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

// What the policy asks about each.
export const { subject: subjectOf } = partiesIn(accessOf);
export const { subject: subjectOfOversight } = partiesIn(accessOfOversight);
export const { subject: subjectOfDual } = partiesIn(accessOfDual);
export const { subject: subjectOfMaterial } = partiesIn(accessOfMaterial);
