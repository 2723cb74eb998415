import { officeKey } from '@daqidi/identity';
import { dueOrder, isProvisional, visibilityOf } from '@daqidi/kernel';
import type { AssignmentEvents } from '@daqidi/schemas';
import {
  type AggregateSpec,
  type Aggregates,
  type Collection,
  createCollection,
  type Row,
  type RowSpec,
  type Rows,
  type Store,
} from '@daqidi/store';
import type { Connection } from 'mongoose';
import { accessOf } from './domain/access.js';
import { type DirectoryEvent, type DirectoryRecord, evolveDirectory } from './domain/directory-state.js';
import { type EntryEvent, type EntryFacts, type EntryState, evolve, noEntry, noFacts, runningDueAt } from './domain/entry.js';
import type { HistoryKind } from './domain/history.js';
import { evolveHolidays, type HolidayEvent, type HolidayState, noHolidays } from './domain/holidays.js';
import { nextDueAt } from './domain/time-out.js';

export type Entries = Aggregates<EntryState, EntryFacts, EntryEvent>;
export type DirectoryRecords = Aggregates<DirectoryRecord, null, DirectoryEvent>;

/** What narrows the ledger whatever it is in order of: one entry a document, beside the indexes that find and order. */
const facets = { 'keys.stage': 1, 'keys.book': 1, 'keys.unit': 1, 'keys.handler': 1, 'keys.dueAt': 1 } as const;
const narrows = Object.keys(facets);

const entries: AggregateSpec<EntryState, EntryFacts, EntryEvent> = {
  name: 'entry',
  initialState: noEntry,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt,
  caseId: (id) => id,
  keys: (state, { submitted }) => {
    const { stage, opened, holderUnitId, handlerId, clock, signingClock } = state;
    const dueAt = runningDueAt(state);
    return {
      stage,
      book: opened?.book ?? null,
      unit: holderUnitId,
      handler: handlerId,
      order: submitted === null ? null : `${submitted.receivedAt}|${submitted.appealId}`,
      dueOrder: submitted === null ? null : dueOrder(dueAt, submitted.appealId),
      dueAt: dueAt === null ? null : new Date(dueAt),
      // Absent rather than null: only what rests on a list that is still to come is in the index.
      ...(isProvisional(clock) || isProvisional(signingClock) ? { provisional: opened?.appealId } : {}),
    };
  },
  keyFields: {
    stage: { type: String },
    book: { type: String },
    unit: { type: String },
    handler: { type: String },
    order: { type: String },
    dueOrder: { type: String },
    dueAt: { type: Date },
    provisional: { type: String },
  },
  indexes: {
    // Few fields, since an entry has one for each of its scope keys; the rest is narrowed by the facets.
    oldestFirst: { keys: { seenBy: 1, 'keys.order': 1 } },
    byStage: { keys: { seenBy: 1, 'keys.stage': 1, 'keys.order': 1 } },
    byUnit: { keys: { seenBy: 1, 'keys.unit': 1, 'keys.order': 1, 'keys.stage': 1 } },
    dueFirst: { keys: { seenBy: 1, 'keys.dueOrder': 1 } },
    byHandler: { keys: { seenBy: 1, 'keys.handler': 1, 'keys.dueOrder': 1 } },
    facets: { keys: { _id: 1, ...facets } },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    oldest: { index: 'oldestFirst', equals: ['seenBy'], sort: { 'keys.order': 1 }, narrows },
    byStage: { index: 'byStage', equals: ['seenBy', 'keys.stage'], sort: { 'keys.order': 1 }, narrows },
    byUnit: { index: 'byUnit', equals: ['seenBy', 'keys.unit'], sort: { 'keys.order': 1 }, narrows },
    dueFirst: { index: 'dueFirst', equals: ['seenBy'], sort: { 'keys.dueOrder': 1 }, narrows },
    byHandler: { index: 'byHandler', equals: ['seenBy', 'keys.handler'], sort: { 'keys.dueOrder': 1 }, narrows },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
    countsByStage: { index: 'byStage', equals: ['seenBy'], narrows },
  },
};

/** One kind of directory record; everybody may read the directory, so it has no scope keys. */
const records = (name: string): AggregateSpec<DirectoryRecord, null, DirectoryEvent> => ({
  name,
  initialState: { stated: null },
  initialFacts: null,
  evolve: evolveDirectory,
  visibility: () => ({ seenBy: [], barred: [] }),
  nextDueAt: () => null,
  caseId: () => null,
  keys: () => ({}),
  keyFields: {},
  indexes: {},
  queries: {},
});

/** The one document of the holiday lists: it is small, and a year's list never changes but by a command on it. */
export const holidaysId = 'holidays';

export type Holidays = Aggregates<HolidayState, null, HolidayEvent>;

const holidays: AggregateSpec<HolidayState, null, HolidayEvent> = {
  name: 'holidays',
  initialState: noHolidays,
  initialFacts: null,
  evolve: evolveHolidays,
  // For commands; everybody reads the lists in the directory.
  visibility: () => ({ seenBy: [officeKey('DIRECTORY')], barred: [] }),
  nextDueAt: () => null,
  caseId: () => null,
  keys: () => ({}),
  keyFields: {},
  indexes: {},
  queries: {},
};

export interface HistoryFields<Kind extends HistoryKind = HistoryKind> {
  readonly appealId: string;
  readonly kind: Kind | null;
  /** Unique, in order of time. */
  readonly order: string;
  readonly at: string;
  readonly by: { readonly person: string; readonly post: string | null } | null;
  /** What the event said. */
  readonly data: AssignmentEvents[Kind] | null;
}

export type HistoryRows = Rows<HistoryFields>;
/** As it is once its event was applied. */
export type HistoryRow<Kind extends HistoryKind> = Row<{
  readonly [Field in keyof HistoryFields<Kind>]: NonNullable<HistoryFields<Kind>[Field]>;
}>;

/** Reached only through the entry it belongs to, whose scope decides. */
const history: RowSpec<HistoryFields> = {
  name: 'history',
  fields: {
    appealId: { type: String, required: true },
    kind: { type: String, required: true },
    order: { type: String, required: true },
    at: { type: String, required: true },
    by: { type: Object, required: true },
    data: { type: Object, required: true },
  },
  blank: { appealId: '', kind: null, order: '', at: '', by: null, data: null, seenBy: [], barred: [] },
  indexes: { ofEntry: { keys: { appealId: 1, kind: 1, order: -1 } } },
  queries: { newest: { index: 'ofEntry', equals: ['appealId', 'kind'], sort: { order: -1 } } },
};

export interface Officer {
  readonly _id: string;
  readonly name: string;
}

export interface Model {
  readonly entries: Entries;
  readonly history: HistoryRows;
  readonly regions: DirectoryRecords;
  readonly units: DirectoryRecords;
  readonly posts: DirectoryRecords;
  readonly policies: DirectoryRecords;
  readonly holidays: Holidays;
  /** Names of people in office stay with their owner; events and other services know only ids. */
  readonly officers: Collection<Officer>;
}

export const createModel = (store: Store, connection: Connection): Model => ({
  entries: store.aggregates(entries),
  history: store.rows(history),
  regions: store.aggregates(records('region')),
  units: store.aggregates(records('unit')),
  posts: store.aggregates(records('post')),
  policies: store.aggregates(records('policy')),
  holidays: store.aggregates(holidays),
  officers: createCollection<Officer>(connection, {
    name: 'officers',
    fields: { name: { type: String, required: true } },
    indexes: {},
    queries: {},
  }),
});
