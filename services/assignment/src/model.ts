import { officeKey } from '@daqidi/identity';
import { isProvisional, visibilityOf } from '@daqidi/kernel';
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
import { type EntryEvent, type EntryFacts, type EntryState, evolve, noEntry, noFacts } from './domain/entry.js';
import type { HistoryKind } from './domain/history.js';
import { evolveHolidays, type HolidayEvent, type HolidayState, noHolidays } from './domain/holidays.js';
import { nextDueAt } from './domain/time-out.js';

export type Entries = Aggregates<EntryState, EntryFacts, EntryEvent>;
export type DirectoryRecords = Aggregates<DirectoryRecord, null, DirectoryEvent>;

const entries: AggregateSpec<EntryState, EntryFacts, EntryEvent> = {
  name: 'entry',
  initialState: noEntry,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt,
  caseId: (id) => id,
  keys: ({ stage, opened, holderUnitId, clock, signingClock }, { submitted }) => ({
    stage,
    book: opened?.book ?? null,
    unit: holderUnitId,
    order: submitted === null ? null : `${submitted.receivedAt}|${submitted.appealId}`,
    // Absent rather than null: only what rests on a list that is still to come is in the index.
    ...(isProvisional(clock) || isProvisional(signingClock) ? { provisional: opened?.appealId } : {}),
  }),
  keyFields: {
    stage: { type: String },
    book: { type: String },
    unit: { type: String },
    order: { type: String },
    provisional: { type: String },
  },
  indexes: {
    // Without the stage, which changes often: whoever asks for one is served by its own index.
    oldestFirst: { keys: { seenBy: 1, 'keys.order': 1, 'keys.book': 1, 'keys.unit': 1 } },
    byStage: { keys: { seenBy: 1, 'keys.stage': 1, 'keys.order': 1, 'keys.book': 1, 'keys.unit': 1 } },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    oldest: { index: 'oldestFirst', equals: ['seenBy'], sort: { 'keys.order': 1 }, narrows: ['keys.book', 'keys.unit'] },
    byStage: {
      index: 'byStage',
      equals: ['seenBy', 'keys.stage'],
      sort: { 'keys.order': 1 },
      narrows: ['keys.book', 'keys.unit'],
    },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
    countsByStage: { index: 'byStage', equals: ['seenBy'], narrows: ['keys.stage', 'keys.book', 'keys.unit'] },
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
