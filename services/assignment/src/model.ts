import { officeKey } from '@daqidi/identity';
import { armedAt, dueOrder, isProvisional, visibilityOf } from '@daqidi/kernel';
import type { AssignmentEvents, DirectoryEvents, DirectoryKind, TextReference } from '@daqidi/schemas';
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
import { type ChannelBook, type ChannelEvent, evolveChannels, noChannels } from './domain/channels.js';
import {
  type BookState,
  type Changed,
  evolveBook,
  evolveRecord,
  type RecordState,
  type Stated,
} from './domain/directory-state.js';
import { type EntryEvent, type EntryState, evolve, noEntry, runningDueAt } from './domain/entry.js';
import { type EntryFacts, noFacts } from './domain/entry-facts.js';
import type { HistoryKind } from './domain/history.js';
import { evolveOfficer, type OfficerEvent, type OfficerState, unnamed } from './domain/officers.js';
import { planDueOn } from './domain/plan.js';
import { evolvePost, noPost, type PostEvent, type PostRecord } from './domain/posts.js';
import * as publication from './domain/publication.js';
import { isAtWork } from './domain/recall.js';
import { clocksOf } from './domain/rederive.js';
import {
  accessOfSuggestion,
  evolveSuggestion,
  measureOf,
  noSuggestion,
  noSuggestionFacts,
  publicTextOf,
  type SuggestionEvent,
  type SuggestionFacts,
  type SuggestionState,
} from './domain/suggestion.js';
import { nextDueAt } from './domain/time-out.js';
import { createDraftRows, type DraftRows } from './shared/drafts.js';

export type Entries = Aggregates<EntryState, EntryFacts, EntryEvent>;
type DirectoryType = keyof DirectoryEvents;
/** One document a record. */
export type Records<Type extends DirectoryType> = Aggregates<RecordState<Type>, null, Stated<Type> | Changed>;
/** One document for all records of a kind of which there are few. */
export type Book<Type extends DirectoryType> = Aggregates<BookState<Type>, null, Stated<Type> | Changed>;
export type Channels = Aggregates<ChannelBook, null, ChannelEvent>;
export type Suggestions = Aggregates<SuggestionState, SuggestionFacts, SuggestionEvent>;
export type Publications = Aggregates<publication.PublicationState, publication.PublicationFacts, publication.PublicationEvent>;
export type Posts = Aggregates<PostRecord, null, PostEvent>;
export type Officers = Aggregates<OfficerState, null, OfficerEvent>;

/** What narrows the ledger whatever it is in order of: one entry a document, beside the indexes that find and order. */
const facets = {
  'keys.stage': 1,
  'keys.book': 1,
  'keys.unit': 1,
  'keys.handler': 1,
  'keys.dueAt': 1,
  'keys.planDueOn': 1,
  'keys.cause': 1,
  'keys.cost': 1,
  'keys.worthReusing': 1,
  'keys.commonProblem': 1,
  'keys.complex': 1,
} as const;
const narrows = Object.keys(facets);

const suggestionFacets = {
  'keys.outcome': 1,
  'keys.measure': 1,
  'keys.subject': 1,
  'keys.township': 1,
  'keys.village': 1,
} as const;

const entries: AggregateSpec<EntryState, EntryFacts, EntryEvent> = {
  name: 'entry',
  initialState: noEntry,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt,
  caseId: (id) => id,
  keys: (state, { submitted, assessed, scope }) => {
    const { stage, opened, holderUnitId, handlerId, closing } = state;
    const dueAt = runningDueAt(state);
    return {
      stage,
      book: opened?.book ?? null,
      unit: holderUnitId,
      handler: handlerId,
      order: submitted === null ? null : `${submitted.receivedAt}|${submitted.appealId}`,
      dueOrder: submitted === null ? null : dueOrder(dueAt, submitted.appealId),
      dueAt: dueAt === null ? null : new Date(dueAt),
      planDueOn: stage === 'HANDLING' ? planDueOn(state) : null,
      cause: state.result?.record?.cause ?? null,
      cost: state.result?.record?.cost ?? null,
      worthReusing: state.worthReusing,
      commonProblem: assessed?.commonProblem ?? null,
      complex: assessed?.complex ?? null,
      // Absent rather than null: only what somebody works on, and what is being sealed, is in these indexes.
      ...(isAtWork(stage) && holderUnitId !== null && opened !== null ? { held: holderUnitId, heldOrder: opened.appealId } : {}),
      ...(isAtWork(stage) && opened !== null && scope !== null && scope.recused.length > 0 ? { accusing: opened.appealId } : {}),
      ...(stage === 'SEALING' && closing !== null ? { sealing: dueOrder(closing.signedAt, closing.request.appealId) } : {}),
    };
  },
  keyFields: {
    dueAt: { type: Date },
    worthReusing: { type: Boolean },
    commonProblem: { type: Boolean },
    complex: { type: Boolean },
  },
  indexes: {
    // Few fields, since an entry has one for each of its scope keys; the rest is narrowed by the facets.
    oldestFirst: { keys: { seenBy: 1, 'keys.order': 1 } },
    byStage: { keys: { seenBy: 1, 'keys.stage': 1, 'keys.order': 1 } },
    byUnit: { keys: { seenBy: 1, 'keys.unit': 1, 'keys.order': 1, 'keys.stage': 1 } },
    dueFirst: { keys: { seenBy: 1, 'keys.dueOrder': 1 } },
    byHandler: { keys: { seenBy: 1, 'keys.handler': 1, 'keys.dueOrder': 1 } },
    facets: { keys: { _id: 1, ...facets } },
    sealing: { keys: { 'keys.sealing': 1 }, sparse: true },
    heldBy: { keys: { 'keys.held': 1, 'keys.heldOrder': 1 }, sparse: true },
    accusing: { keys: { 'keys.accusing': 1 }, sparse: true },
  },
  queries: {
    oldest: { index: 'oldestFirst', equals: ['seenBy'], sort: { 'keys.order': 1 }, narrows },
    byStage: { index: 'byStage', equals: ['seenBy', 'keys.stage'], sort: { 'keys.order': 1 }, narrows },
    byUnit: { index: 'byUnit', equals: ['seenBy', 'keys.unit'], sort: { 'keys.order': 1 }, narrows },
    dueFirst: { index: 'dueFirst', equals: ['seenBy'], sort: { 'keys.dueOrder': 1 }, narrows },
    byHandler: { index: 'byHandler', equals: ['seenBy', 'keys.handler'], sort: { 'keys.dueOrder': 1 }, narrows },
    sealing: { index: 'sealing', equals: [], sort: { 'keys.sealing': 1 } },
    heldBy: { index: 'heldBy', equals: ['keys.held'], sort: { 'keys.heldOrder': 1 } },
    accusing: { index: 'accusing', equals: [], sort: { 'keys.accusing': 1 } },
    countsByStage: { index: 'byStage', equals: ['seenBy'], narrows },
  },
  revisits: {
    provisional: (state) => clocksOf(state).some(isProvisional),
  },
};

/** Held by nobody's post: what is public carries it, and whoever reads a public list is given it for that. */
export const everybody = officeKey('PUBLIC');

const suggestions: AggregateSpec<SuggestionState, SuggestionFacts, SuggestionEvent> = {
  name: 'suggestion',
  initialState: noSuggestion,
  initialFacts: noSuggestionFacts,
  evolve: evolveSuggestion,
  visibility: (state, facts) => {
    const access = accessOfSuggestion(state, facts);
    const { seenBy, barred } = visibilityOf(access);
    return { seenBy: access === null || access.restricted ? seenBy : [everybody, ...seenBy], barred };
  },
  nextDueAt: () => null,
  caseId: (id) => id,
  keys: (state, facts) => {
    const { answered } = state;
    return answered === null
      ? {}
      : {
          order: `${answered.at}|${answered.appealId}`,
          outcome: answered.outcome,
          measure: measureOf(state),
          subject: answered.subject,
          township: answered.scope.regionPath[1] ?? null,
          village: answered.scope.regionPath[2] ?? null,
          words: publicTextOf(state, facts)?.words ?? [],
        };
  },
  keyFields: { words: { type: [String] } },
  indexes: { newest: { keys: { seenBy: 1, 'keys.order': -1 } }, facets: { keys: { _id: 1, ...suggestionFacets } } },
  queries: {
    newest: { index: 'newest', equals: ['seenBy'], sort: { 'keys.order': -1 }, narrows: Object.keys(suggestionFacets) },
    // Words are of what is public only, for everybody alike.
    byWord: { equals: ['keys.words'], sort: { 'keys.order': -1 }, narrows: Object.keys(suggestionFacets) },
  },
};

const publications: AggregateSpec<publication.PublicationState, publication.PublicationFacts, publication.PublicationEvent> = {
  name: 'publication',
  initialState: publication.noPublication,
  initialFacts: publication.noFacts,
  evolve: publication.evolve,
  visibility: (state, facts) => visibilityOf(publication.accessOf(state, facts)),
  nextDueAt: ({ clock }) => armedAt(clock),
  caseId: (id) => id,
  // Absent rather than null: only what everybody may read now is in the public index, and what is due in the other.
  keys: (state, facts) => {
    const { opened, published } = state;
    const due = publication.openDue(state);
    if (opened !== null && due !== null) return { dueOrder: dueOrder(due, opened.publicationId) };
    if (opened === null || published === null || !publication.isPublic(state, facts)) return {};
    const { regionId, townshipId, category, month, publicationId } = opened;
    return {
      isPublic: 'YES',
      order: `${published.at}|${publicationId}`,
      region: regionId,
      township: townshipId,
      category,
      month,
    };
  },
  queries: {
    toPublish: { equals: ['seenBy'], sort: { 'keys.dueOrder': 1 } },
    published: {
      equals: ['keys.isPublic'],
      sort: { 'keys.order': -1 },
      narrows: ['keys.region', 'keys.township', 'keys.category', 'keys.month'],
    },
  },
};

/** For commands: whoever keeps the directory. Everybody reads its copies. */
const keeper = officeKey('DIRECTORY');

const unkeyed = { nextDueAt: () => null, caseId: () => null };
const kept = { initialFacts: null, visibility: () => ({ seenBy: [keeper], barred: [] }), ...unkeyed };

const records = <Type extends DirectoryType>(name: string): AggregateSpec<RecordState<Type>, null, Stated<Type> | Changed> => ({
  ...kept,
  name,
  initialState: { stated: null },
  evolve: evolveRecord,
});

const book = <Type extends DirectoryType>(
  name: string,
  keyOf: (data: DirectoryEvents[Type]) => string,
): AggregateSpec<BookState<Type>, null, Stated<Type> | Changed> => ({
  ...kept,
  name,
  initialState: {},
  evolve: evolveBook(keyOf),
});

/** The id of the one document of a book. */
export const bookId = { holidays: 'holidays', channels: 'channels', policies: 'policy', tags: 'tags' } as const;

const oversight = [keeper, officeKey('OVERSIGHT'), officeKey('CITY')];

/** Read by whoever may consent to what is proposed about it. */
const channels: AggregateSpec<ChannelBook, null, ChannelEvent> = {
  ...kept,
  name: 'channel',
  initialState: noChannels,
  evolve: evolveChannels,
  visibility: () => ({ seenBy: oversight, barred: [] }),
};

const posts: AggregateSpec<PostRecord, null, PostEvent> = {
  ...unkeyed,
  name: 'post',
  initialState: noPost,
  initialFacts: null,
  evolve: evolvePost,
  visibility: ({ everProposed }) => ({ seenBy: everProposed ? oversight : [keeper], barred: [] }),
  keys: ({ proposal }) => (proposal === null ? {} : { proposed: true, order: `${proposal.at}|${proposal.post.id}` }),
  keyFields: { proposed: { type: Boolean } },
  queries: { proposals: { equals: ['seenBy', 'keys.proposed'], sort: { 'keys.order': 1 } } },
};

const officers: AggregateSpec<OfficerState, null, OfficerEvent> = {
  ...kept,
  name: 'officer',
  initialState: unnamed,
  evolve: evolveOfficer,
};

export interface ChangeFields {
  readonly kind: DirectoryKind | null;
  readonly about: string;
  readonly act: 'STATED' | 'PROPOSED' | 'CONSENTED' | 'REFUSED' | null;
  /** Unique, in order of time. */
  readonly order: string;
  readonly at: string;
  readonly by: string;
  readonly reason: TextReference | null;
}

export type ChangeRows = Rows<ChangeFields>;

/** Read by whoever keeps the directory, audits it, or looks after those who do. */
export const changeReaders = [keeper, officeKey('DISCIPLINE')];

const changes: RowSpec<ChangeFields> = {
  name: 'directoryChanges',
  fields: {
    kind: { type: String, required: true },
    about: { type: String, required: true },
    act: { type: String, required: true },
    order: { type: String, required: true },
    at: { type: String, required: true },
    by: { type: String, required: true },
    reason: { type: Object, required: true },
  },
  blank: { kind: null, about: '', act: null, order: '', at: '', by: '', reason: null, seenBy: [], barred: [] },
  indexes: { byTime: { keys: { seenBy: 1, order: -1, kind: 1, about: 1 } } },
  queries: { newest: { index: 'byTime', equals: ['seenBy'], sort: { order: -1 }, narrows: ['kind', 'about'] } },
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
  readonly publications: Publications;
  readonly history: HistoryRows;
  readonly drafts: DraftRows;
  /** What became of answered suggestions. */
  readonly suggestions: Suggestions;
  readonly regions: Records<'RegionStated'>;
  readonly units: Records<'UnitStated'>;
  readonly posts: Posts;
  readonly policies: Book<'PolicyStated'>;
  readonly channels: Channels;
  readonly holidays: Book<'HolidayListStated'>;
  readonly tags: Book<'TagStated'>;
  /** Names of people in office stay with their owner; events and other services know only ids. Here, those it began with. */
  readonly officers: Collection<Officer>;
  /** And those that the office has stated since. */
  readonly namedOfficers: Officers;
  readonly changes: ChangeRows;
}

export const createModel = (store: Store, connection: Connection): Model => ({
  entries: store.aggregates(entries),
  publications: store.aggregates(publications),
  history: store.rows(history),
  drafts: createDraftRows(connection),
  suggestions: store.aggregates(suggestions),
  regions: store.aggregates(records<'RegionStated'>('region')),
  units: store.aggregates(records<'UnitStated'>('unit')),
  posts: store.aggregates(posts),
  policies: store.aggregates(book<'PolicyStated'>('policy', ({ number }) => String(number))),
  channels: store.aggregates(channels),
  holidays: store.aggregates(book<'HolidayListStated'>('holidays', ({ year }) => String(year))),
  tags: store.aggregates(book<'TagStated'>('tags', ({ code }) => code)),
  officers: createCollection<Officer>(connection, {
    name: 'officers',
    fields: { name: { type: String, required: true } },
    indexes: {},
    queries: {},
  }),
  namedOfficers: store.aggregates(officers),
  changes: store.rows(changes),
});
