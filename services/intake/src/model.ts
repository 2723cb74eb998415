import { officeKey, personKey } from '@daqidi/identity';
import { visibilityOf } from '@daqidi/kernel';
import type { Category, Satisfaction } from '@daqidi/schemas';
import type { AggregateDocument, AggregateSpec, Aggregates, Row, RowSpec, Rows, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import { type AppealEvent, type AppealFacts, type AppealState, evolve, noAppeal, noFacts } from './domain/appeal.js';
import { type CaseParts, noParts, type Stage } from './domain/case-row.js';
import { splitDueAt } from './domain/decide-split.js';
import { type ExportEvent, type ExportState, evolveExport, exportDueAt, exportStatusOf, noExport } from './domain/export.js';
import { evolveKnowledge, type KnowledgeEvent, type KnowledgeState, noEntry, statusOf } from './domain/knowledge.js';
import { evolveSearch, noSearch, type SearchEvent, type SearchState } from './domain/search.js';
import { type ExportPieces, exportPieces } from './shared/export-pieces.js';
import { type Notices, notices, type Reminders, reminders } from './shared/notices/stored.js';

export type Appeals = Aggregates<AppealState, AppealFacts, AppealEvent>;

const appeals: AggregateSpec<AppealState, AppealFacts, AppealEvent> = {
  name: 'appeal',
  initialState: noAppeal,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt: splitDueAt,
  caseId: (id) => id,
  // Absent rather than null: a stub that only holds facts must not collide under the unique index.
  keys: ({ submitted }) => (submitted === null ? {} : { unifiedCode: submitted.unifiedCode }),
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
  queries: { byPerson: { equals: ['keys.person'], sort: { 'keys.at': 1 } } },
};

export type Exports = Aggregates<ExportState, null, ExportEvent>;
export type ExportDocument = AggregateDocument<ExportState, null>;

/** Whoever asked for it has it; that it was made, its overseer reads. */
const exports: AggregateSpec<ExportState, null, ExportEvent> = {
  name: 'export',
  initialState: noExport,
  initialFacts: null,
  evolve: evolveExport,
  visibility: ({ requested }) =>
    requested === null
      ? { seenBy: [], barred: [] }
      : { seenBy: [personKey(requested.by), officeKey(requested.overseer)], barred: [] },
  nextDueAt: exportDueAt,
  caseId: () => null,
  // Absent rather than null: only what waits is in that index.
  keys: (state) => {
    const { requested } = state;
    if (requested === null) return {};
    const order = `${requested.at}|${requested.exportId}`;
    return exportStatusOf(state) === 'WAITING' ? { order, waiting: order } : { order };
  },
  queries: {
    newest: { equals: ['seenBy'], sort: { 'keys.order': -1 } },
    waiting: { equals: ['seenBy'], sort: { 'keys.waiting': 1 } },
    waitingLongest: { equals: [], sort: { 'keys.waiting': 1 } },
  },
};

export interface ViewFields {
  readonly appealId: string;
  readonly viewer: string;
  /** `<at>|<event>`: unique, in order of time. */
  readonly order: string;
  /** Asia/Shanghai. */
  readonly day: string;
  /** `<viewer>|<day>`. */
  readonly viewerDay: string;
  readonly purposeId: string;
  readonly outside: boolean;
  readonly offHours: boolean;
}

export type Views = Rows<ViewFields>;
export type ViewDocument = Row<ViewFields>;

/** One row a view of a petitioner; hidden from whoever is barred from its case. */
const views: RowSpec<ViewFields> = {
  name: 'views',
  fields: {
    appealId: { type: String, required: true },
    viewer: { type: String, required: true },
    order: { type: String, required: true },
    day: { type: String, required: true },
    viewerDay: { type: String, required: true },
    purposeId: { type: String, required: true },
    outside: { type: Boolean, required: true },
    offHours: { type: Boolean, required: true },
  },
  blank: {
    appealId: '',
    viewer: '',
    order: '',
    day: '',
    viewerDay: '',
    purposeId: '',
    outside: false,
    offHours: false,
    seenBy: [],
    barred: [],
  },
  indexes: {
    newestFirst: { keys: { seenBy: 1, order: -1, viewer: 1, outside: 1, offHours: 1 } },
    byDay: { keys: { seenBy: 1, day: 1, viewerDay: 1 } },
    byAppeal: { keys: { appealId: 1 } },
  },
  queries: {
    newest: { index: 'newestFirst', equals: ['seenBy'], sort: { order: -1 }, narrows: ['viewer', 'outside', 'offHours'] },
    byDay: { index: 'byDay', equals: ['seenBy'], narrows: ['day', 'viewerDay'] },
    byAppeal: { index: 'byAppeal', equals: ['appealId'] },
  },
};

/** Held by nobody's post: what is public carries it, and whoever reads a public list is given it for that. */
export const everybody = officeKey('PUBLIC');

export type Knowledge = Aggregates<KnowledgeState, null, KnowledgeEvent>;
export type KnowledgeDocument = AggregateDocument<KnowledgeState, null>;

const knowledge: AggregateSpec<KnowledgeState, null, KnowledgeEvent> = {
  name: 'knowledge',
  initialState: noEntry,
  initialFacts: null,
  evolve: evolveKnowledge,
  visibility: (state) => {
    const deciding = [officeKey('LETTERS'), officeKey('SECRETARIAT')];
    return { seenBy: statusOf(state) === 'APPROVED' ? [everybody, ...deciding] : deciding, barred: [] };
  },
  nextDueAt: () => null,
  caseId: () => null,
  // Absent rather than null: only what everybody reads, or what waits, is in an index.
  keys: (state) => {
    const { proposed, decided } = state;
    if (proposed === null) return {};
    const { entryId, subject, validUntil } = proposed;
    switch (statusOf(state)) {
      case 'APPROVED':
        return { order: `${decided?.at}|${entryId}`, subject, validUntil };
      case 'PROPOSED':
        return { waiting: `${proposed.at}|${entryId}` };
      default:
        return {};
    }
  },
  queries: {
    approved: { equals: ['seenBy'], sort: { 'keys.order': -1 }, narrows: ['keys.validUntil', 'keys.subject'] },
    waiting: { equals: ['seenBy'], sort: { 'keys.waiting': 1 } },
  },
};

export interface KnowledgeGramFields {
  readonly entryId: string;
  readonly gram: string;
  readonly order: string;
  readonly validUntil: string;
}

export type KnowledgeGrams = Rows<KnowledgeGramFields>;

/** Leads to entries, which say themselves who reads them. */
const knowledgeGrams: RowSpec<KnowledgeGramFields> = {
  name: 'knowledge-grams',
  fields: {
    entryId: { type: String, required: true },
    gram: { type: String, required: true },
    order: { type: String, required: true },
    validUntil: { type: String, required: true },
  },
  blank: { entryId: '', gram: '', order: '', validUntil: '', seenBy: [], barred: [] },
  indexes: { byGram: { keys: { gram: 1, order: -1, validUntil: 1 } } },
  queries: { byGram: { index: 'byGram', equals: ['gram'], sort: { order: -1 }, narrows: ['validUntil'] } },
};

/** A row of the ledger that mixes what all services say; its parts are kept so that arrival order does not matter. */
export interface CaseRowFields {
  readonly parts: CaseParts;
  readonly stage: Stage | null;
  /** `<submitted at>|<id>`: unique, in order of time. */
  readonly order: string | null;
  readonly submittedAt: Date | null;
  /** `<due at>|<id>`: unique, what is due first at the head, what has no due date at the end. */
  readonly dueOrder: string | null;
  /** Of the clock that runs: whether it is overdue is for the moment of reading to say. */
  readonly dueAt: Date | null;
  /** Of the last clock that ended on its due day or later; null where the one that runs is due on the same. */
  readonly wasDueAt: Date | null;
  /** When the last clock that was overdue ended. */
  readonly caughtUpAt: Date | null;
  /** Whose turn it is (`domain/turn.ts`). */
  readonly waitsFor: string | null;
  /** `<since when>|<id>`: unique, in order of time; null where it is nobody's. */
  readonly turnOrder: string | null;
  /** The same as `waitsFor`, for what tells people of turns; of a secret behind a tilde. */
  readonly turn: string | null;
  readonly townshipId: string | null;
  readonly villageId: string | null;
  readonly gridId: string | null;
  readonly unitId: string | null;
  readonly handlerId: string | null;
  readonly channel: string | null;
  readonly category: Category | null;
  readonly subject: string | null;
  readonly satisfaction: Satisfaction | null;
  /** Of the last signature; null while it is open. */
  readonly closedAt: Date | null;
  readonly round: number;
  readonly asOf: Date | null;
  /** `<when the row was last written>|<id>`, of what its readers may notice: unique, later with each change. Absent before the first. */
  readonly changed: string | null;
}

export type CaseRows = Rows<CaseRowFields>;
export type CaseDocument = Row<CaseRowFields>;

/** A row before its appeal is known: nobody's. */
export const noCaseRow = {
  parts: noParts,
  stage: null,
  order: null,
  submittedAt: null,
  dueOrder: null,
  dueAt: null,
  wasDueAt: null,
  caughtUpAt: null,
  waitsFor: null,
  turnOrder: null,
  turn: null,
  townshipId: null,
  villageId: null,
  gridId: null,
  unitId: null,
  handlerId: null,
  channel: null,
  category: null,
  subject: null,
  satisfaction: null,
  closedAt: null,
  round: 1,
  asOf: null,
  changed: null,
  seenBy: [],
  barred: [],
};

/** What narrows a list whatever it is in order of: one entry a row, beside the indexes that find and order. */
const facets = {
  stage: 1,
  submittedAt: 1,
  dueAt: 1,
  wasDueAt: 1,
  caughtUpAt: 1,
  waitsFor: 1,
  turnOrder: 1,
  townshipId: 1,
  villageId: 1,
  gridId: 1,
  unitId: 1,
  handlerId: 1,
  channel: 1,
  category: 1,
  subject: 1,
  satisfaction: 1,
  closedAt: 1,
  round: 1,
} as const;
const narrows = Object.keys(facets);
const text = { type: String };

const cases: RowSpec<CaseRowFields> = {
  name: 'cases',
  fields: {
    parts: { type: Object, required: true },
    stage: text,
    order: text,
    submittedAt: { type: Date },
    dueOrder: text,
    dueAt: { type: Date },
    wasDueAt: { type: Date },
    caughtUpAt: { type: Date },
    waitsFor: text,
    turnOrder: text,
    turn: text,
    townshipId: text,
    villageId: text,
    gridId: text,
    unitId: text,
    handlerId: text,
    channel: text,
    category: text,
    subject: text,
    satisfaction: text,
    closedAt: { type: Date },
    round: { type: Number, required: true },
    asOf: { type: Date },
    changed: text,
  },
  blank: noCaseRow,
  indexes: {
    // Few fields, since a row has an entry for each of its keys; the rest is narrowed by the facets.
    newestFirst: { keys: { seenBy: 1, order: -1 } },
    byStage: { keys: { seenBy: 1, stage: 1, order: -1 } },
    byUnit: { keys: { seenBy: 1, unitId: 1, order: -1, stage: 1 } },
    bySubject: { keys: { seenBy: 1, subject: 1, order: -1 } },
    dueFirst: { keys: { seenBy: 1, dueOrder: 1 } },
    byHandler: { keys: { seenBy: 1, handlerId: 1, dueOrder: 1 } },
    byTurn: { keys: { seenBy: 1, waitsFor: 1, dueOrder: 1 } },
    turns: { keys: { turnOrder: 1, turn: 1 } },
    latestFirst: { keys: { seenBy: 1, asOf: -1 } },
    lastChangedFirst: { keys: { seenBy: 1, changed: -1 } },
    facets: { keys: { _id: 1, ...facets } },
  },
  queries: {
    newest: { index: 'newestFirst', equals: ['seenBy'], sort: { order: -1 }, narrows },
    byStage: { index: 'byStage', equals: ['seenBy', 'stage'], sort: { order: -1 }, narrows },
    byUnit: { index: 'byUnit', equals: ['seenBy', 'unitId'], sort: { order: -1 }, narrows },
    bySubject: { index: 'bySubject', equals: ['seenBy', 'subject'], sort: { order: -1 }, narrows },
    dueFirst: { index: 'dueFirst', equals: ['seenBy'], sort: { dueOrder: 1 }, narrows },
    byHandler: { index: 'byHandler', equals: ['seenBy', 'handlerId'], sort: { dueOrder: 1 }, narrows },
    byTurn: { index: 'byTurn', equals: ['seenBy', 'waitsFor'], sort: { dueOrder: 1 }, narrows },
    turns: { index: 'turns', equals: [], sort: { turnOrder: 1 } },
    latest: { index: 'latestFirst', equals: ['seenBy'], sort: { asOf: -1 } },
    lastChanged: { index: 'lastChangedFirst', equals: ['seenBy'], sort: { changed: -1 } },
    countsByStage: { index: 'byStage', equals: ['seenBy'], narrows: ['order', ...narrows] },
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
  readonly exports: Exports;
  readonly exportPieces: ExportPieces;
  readonly notices: Notices;
  readonly reminders: Reminders;
  readonly views: Views;
  readonly knowledge: Knowledge;
  readonly knowledgeGrams: KnowledgeGrams;
  readonly cases: CaseRows;
  readonly timeline: TimelineRows;
}

export const createModel = (store: Store): Model => ({
  appeals: store.aggregates(appeals),
  searches: store.aggregates(searches),
  exports: store.aggregates(exports),
  exportPieces: store.rows(exportPieces),
  notices: store.aggregates(notices),
  reminders: store.rows(reminders),
  views: store.rows(views),
  knowledge: store.aggregates(knowledge),
  knowledgeGrams: store.rows(knowledgeGrams),
  cases: store.rows(cases),
  timeline: store.rows(timeline),
});
