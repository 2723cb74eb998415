import { officeKey } from '@daqidi/identity';
import { visibilityOf } from '@daqidi/kernel';
import type { AggregateSpec, Aggregates, Row, RowSpec, Rows, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { type AppealEvent, type AppealFacts, type AppealState, evolve, noAppeal, noFacts } from './domain/appeal.js';
import { type CaseParts, noParts, type Stage } from './domain/case-row.js';
import { evolveSearch, noSearch, type SearchEvent, type SearchState } from './domain/search.js';

export type Appeals = Aggregates<AppealState, AppealFacts, AppealEvent>;

const appeals: AggregateSpec<AppealState, AppealFacts, AppealEvent> = {
  name: 'appeal',
  initialState: noAppeal,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt: () => null,
  caseId: (id) => id,
  // Absent rather than null: a stub that only holds facts must not collide under the unique index.
  keys: ({ submitted }) => (submitted === null ? {} : { unifiedCode: submitted.unifiedCode }),
  keyFields: { unifiedCode: { type: String } },
  indexes: { byUnifiedCode: { keys: { 'keys.unifiedCode': 1 }, unique: true, sparse: true } },
  queries: { byUnifiedCode: { index: 'byUnifiedCode', equals: ['keys.unifiedCode'] } },
};

export type Searches = Aggregates<SearchState, null, SearchEvent>;

/** Each search for a petitioner is a record of its own, for those who oversee it. */
const searches: AggregateSpec<SearchState, null, SearchEvent> = {
  name: 'search',
  initialState: noSearch,
  initialFacts: null,
  evolve: evolveSearch,
  visibility: () => ({ seenBy: [officeKey('OVERSIGHT')], barred: [] }),
  nextDueAt: () => null,
  caseId: () => null,
  keys: ({ person, at }) => ({ person, at }),
  keyFields: { person: { type: String }, at: { type: String } },
  indexes: { byPerson: { keys: { 'keys.person': 1, 'keys.at': 1 } } },
  queries: { byPerson: { index: 'byPerson', equals: ['keys.person'], sort: { 'keys.at': 1 } } },
};

/** A row of the ledger that mixes what all services say; its parts are kept so that arrival order does not matter. */
export interface CaseRowFields {
  readonly parts: CaseParts;
  readonly stage: Stage | null;
  /** `<submitted at>|<id>`: unique, in order of time. */
  readonly order: string | null;
  readonly submittedAt: Date | null;
  readonly townshipId: string | null;
  readonly villageId: string | null;
  readonly unitId: string | null;
  readonly channel: string | null;
  readonly asOf: Date | null;
}

export type CaseRows = Rows<CaseRowFields>;
export type CaseDocument = Row<CaseRowFields>;

const narrowing = { submittedAt: 1, townshipId: 1, villageId: 1, unitId: 1, channel: 1 } as const;
const narrows = Object.keys(narrowing);
const { unitId: _unitId, ...others } = narrowing;
const behindUnit = { ...others, stage: 1 } as const;

const cases: RowSpec<CaseRowFields> = {
  name: 'cases',
  fields: {
    parts: { type: Object, required: true },
    stage: { type: String },
    order: { type: String },
    submittedAt: { type: Date },
    townshipId: { type: String },
    villageId: { type: String },
    unitId: { type: String },
    channel: { type: String },
    asOf: { type: Date },
  },
  blank: {
    parts: noParts,
    stage: null,
    order: null,
    submittedAt: null,
    townshipId: null,
    villageId: null,
    unitId: null,
    channel: null,
    asOf: null,
    seenBy: [],
    barred: [],
  },
  indexes: {
    // Without the stage, which changes often: whoever asks for one is served by its own index.
    newestFirst: { keys: { seenBy: 1, order: -1, ...narrowing } },
    byStage: { keys: { seenBy: 1, stage: 1, order: -1, ...narrowing } },
    byUnit: { keys: { seenBy: 1, unitId: 1, order: -1, ...behindUnit } },
    latestFirst: { keys: { seenBy: 1, asOf: -1 } },
  },
  queries: {
    newest: { index: 'newestFirst', equals: ['seenBy'], sort: { order: -1 }, narrows },
    byStage: { index: 'byStage', equals: ['seenBy', 'stage'], sort: { order: -1 }, narrows },
    byUnit: { index: 'byUnit', equals: ['seenBy', 'unitId'], sort: { order: -1 }, narrows: Object.keys(behindUnit) },
    latest: { index: 'latestFirst', equals: ['seenBy'], sort: { asOf: -1 } },
    countsByStage: { index: 'byStage', equals: ['seenBy'], narrows: ['stage', ...narrows] },
  },
};

export interface TimelineFields {
  readonly appealId: string;
  readonly kind: string;
  readonly at: string;
  readonly order: string;
  readonly dueAt: string | null;
}

export type TimelineRows = Rows<TimelineFields>;
export type TimelineDocument = Row<TimelineFields>;

/** Reached only through the appeal it belongs to, whose scope decides. */
const timeline: RowSpec<TimelineFields> = {
  name: 'timeline',
  fields: {
    appealId: { type: String, required: true },
    kind: { type: String, required: true },
    at: { type: String, required: true },
    order: { type: String, required: true },
    dueAt: { type: String },
  },
  blank: { appealId: '', kind: '', at: '', order: '', dueAt: null, seenBy: [], barred: [] },
  indexes: { byAppeal: { keys: { appealId: 1, order: 1 } } },
  queries: {
    byAppeals: { index: 'byAppeal', equals: ['appealId'] },
  },
};

export interface Model {
  readonly appeals: Appeals;
  readonly searches: Searches;
  readonly cases: CaseRows;
  readonly timeline: TimelineRows;
}

export const createModel = (store: Store): Model => ({
  appeals: store.aggregates(appeals),
  searches: store.aggregates(searches),
  cases: store.rows(cases),
  timeline: store.rows(timeline),
});
