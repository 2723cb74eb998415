import { dueOrder, isGoingOn, isProvisional, visibilityOf, withdrawalClock } from '@daqidi/kernel';
import type { AggregateSpec, Aggregates, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { isUnderReview } from './domain/panel.js';
import { nextDueAt } from './domain/time-out.js';
import { evolve, noCase, noFacts, type TriageEvent, type TriageFacts, type TriageState } from './domain/triage-case.js';

export type Cases = Aggregates<TriageState, TriageFacts, TriageEvent>;

const cases: AggregateSpec<TriageState, TriageFacts, TriageEvent> = {
  name: 'case',
  initialState: noCase,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt,
  caseId: (id) => id,
  keys: ({ stage, accepted, clock, withdrawal }) => ({
    stage,
    // Absent rather than null: only what is in review is in the index.
    ...(isUnderReview(stage) ? { inReview: accepted?.appealId } : {}),
    ...(isProvisional(clock) || isProvisional(withdrawalClock(withdrawal)) ? { provisional: accepted?.appealId } : {}),
    waiting: accepted === null ? null : dueOrder(clock !== null && isGoingOn(clock) ? clock.dueAt : null, accepted.appealId),
  }),
  keyFields: { stage: { type: String }, inReview: { type: String }, provisional: { type: String }, waiting: { type: String } },
  indexes: {
    queue: { keys: { seenBy: 1, 'keys.stage': 1, 'keys.waiting': 1 } },
    inReview: { keys: { 'keys.inReview': 1 }, sparse: true },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    inReview: { index: 'inReview', equals: [], sort: { 'keys.inReview': 1 } },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
    queue: { index: 'queue', equals: ['seenBy', 'keys.stage'], sort: { 'keys.waiting': 1 } },
  },
};

export interface Model {
  readonly cases: Cases;
}

export const createModel = (store: Store): Model => ({ cases: store.aggregates(cases) });
