import { dueOrder, isGoingOn, isProvisional, visibilityOf, withdrawalClock } from '@daqidi/kernel';
import type { AggregateSpec, Aggregates, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { isUnderReview, panelOf } from './domain/panel.js';
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
  keys: (state) => {
    const { stage, accepted, clock } = state;
    return {
      stage,
      waiting: accepted === null ? null : dueOrder(clock !== null && isGoingOn(clock) ? clock.dueAt : null, accepted.appealId),
      panel: accepted === null ? null : panelOf(state),
    };
  },
  queries: { queue: { equals: ['seenBy', 'keys.stage'], sort: { 'keys.waiting': 1 }, narrows: ['keys.panel'] } },
  revisits: {
    inReview: ({ stage }) => isUnderReview(stage),
    provisional: ({ clock, withdrawal }) => isProvisional(clock) || isProvisional(withdrawalClock(withdrawal)),
  },
};

export interface Model {
  readonly cases: Cases;
}

export const createModel = (store: Store): Model => ({ cases: store.aggregates(cases) });
