import type { Actor } from '@daqidi/events';
import { officeKey } from '@daqidi/identity';
import { armedAt, dueOrder, isProvisional, visibilityOf } from '@daqidi/kernel';
import type { TextReference, TrackName } from '@daqidi/schemas';
import type { AggregateSpec, Aggregates, Row, RowSpec, Rows, Store } from '@daqidi/store';
import { accessOf } from './domain/access.js';
import * as dual from './domain/dual-oversight.js';
import * as material from './domain/material.js';
import { evolve, noFacts, noOrder, type OrderEvent, type OrderFacts, type OrderState } from './domain/order.js';
import * as oversight from './domain/oversight.js';

export type Orders = Aggregates<OrderState, OrderFacts, OrderEvent>;
export type Duals = Aggregates<dual.DualState, dual.DualFacts, dual.DualEvent>;
export type Materials = Aggregates<material.MaterialState, material.MaterialFacts, material.MaterialEvent>;
export type Oversights = Aggregates<oversight.OversightState, oversight.OversightFacts, oversight.OversightEvent>;

const orders: AggregateSpec<OrderState, OrderFacts, OrderEvent> = {
  name: 'order',
  initialState: noOrder,
  initialFacts: noFacts,
  evolve,
  visibility: (state, facts) => visibilityOf(accessOf(state, facts)),
  nextDueAt: ({ clock }) => armedAt(clock),
  caseId: (_, event) => event.data.appealId,
  keys: ({ status, issued, issuedAt, unitId, clock }) => ({
    appeal: issued?.appealId ?? null,
    unit: unitId,
    status,
    order: issued === null ? null : `${issuedAt}|${issued.orderId}`,
    ...(clock?.status === 'RUNNING' && isProvisional(clock) ? { provisional: issued?.orderId } : {}),
  }),
  keyFields: {
    appeal: { type: String },
    unit: { type: String },
    status: { type: String },
    order: { type: String },
    provisional: { type: String },
  },
  indexes: {
    oldestFirst: { keys: { seenBy: 1, 'keys.order': 1, 'keys.unit': 1 } },
    byStatus: { keys: { seenBy: 1, 'keys.status': 1, 'keys.order': 1, 'keys.unit': 1 } },
    byAppeal: { keys: { 'keys.appeal': 1, seenBy: 1 } },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    oldest: { index: 'oldestFirst', equals: ['seenBy'], sort: { 'keys.order': 1 }, narrows: ['keys.unit'] },
    byStatus: { index: 'byStatus', equals: ['seenBy', 'keys.status'], sort: { 'keys.order': 1 }, narrows: ['keys.unit'] },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
    byAppeals: { index: 'byAppeal', equals: ['keys.appeal', 'seenBy'] },
  },
};

const oversights: AggregateSpec<oversight.OversightState, oversight.OversightFacts, oversight.OversightEvent> = {
  name: 'oversight',
  initialState: oversight.noOversight,
  initialFacts: oversight.noFacts,
  evolve: oversight.evolve,
  // A case that accuses nobody has no oversight that anybody could read, also when its closing has been answered here.
  visibility: (state, facts) => visibilityOf(state.stated === null ? null : oversight.accessOf(state, facts)),
  nextDueAt: () => null,
  caseId: (id) => id,
  // Absent rather than null: only cases with a secret to keep are in the index.
  keys: ({ stated }) => (stated?.restricted ? { secret: stated.appealId } : {}),
  keyFields: { secret: { type: String } },
  indexes: { secret: { keys: { 'keys.secret': 1 }, sparse: true } },
  queries: { secret: { index: 'secret', equals: [], sort: { 'keys.secret': 1 } } },
};

/** One track's requests for material. */
export const ofTrack = (appealId: string, track: TrackName): string => `${appealId}|${track}`;

const materials: AggregateSpec<material.MaterialState, material.MaterialFacts, material.MaterialEvent> = {
  name: 'material',
  initialState: material.noMaterial,
  initialFacts: material.noFacts,
  evolve: material.evolve,
  visibility: (state, facts) => visibilityOf(material.accessOf(state, facts)),
  nextDueAt: ({ clock }) => armedAt(clock),
  caseId: (_, event) => event.data.appealId,
  keys: ({ status, asked, clock }) =>
    asked === null
      ? {}
      : {
          status,
          due: dueOrder(clock?.dueAt ?? null, asked.materialId),
          track: ofTrack(asked.appealId, asked.track),
          order: `${asked.at}|${asked.materialId}`,
          // Absent rather than null: only what waits for an answer is in these indexes.
          ...(status === 'ASKED' ? { asked: asked.materialId } : {}),
          ...(isProvisional(clock) ? { provisional: asked.materialId } : {}),
        },
  keyFields: {
    status: { type: String },
    due: { type: String },
    track: { type: String },
    order: { type: String },
    asked: { type: String },
    provisional: { type: String },
  },
  indexes: {
    byStatus: { keys: { seenBy: 1, 'keys.status': 1, 'keys.due': 1 } },
    ofTrack: { keys: { 'keys.track': 1, 'keys.order': -1 } },
    asked: { keys: { 'keys.asked': 1 }, sparse: true },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    dueFirst: { index: 'byStatus', equals: ['seenBy', 'keys.status'], sort: { 'keys.due': 1 } },
    ofTrack: { index: 'ofTrack', equals: ['keys.track'], sort: { 'keys.order': -1 } },
    asked: { index: 'asked', equals: [], sort: { 'keys.asked': 1 } },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
  },
};

/** Of a track that nobody has taken. */
export const nobody = '-';

/** How keys and indexes of a track begin. */
export const prefixOf = { DISCIPLINE: 'discipline', LETTERS: 'letters' } as const;

const trackKeys = ({ appealId, asked, tracks, disagreement }: dual.DualState, name: TrackName) => {
  const { [name]: prefix } = prefixOf;
  const { [name]: track } = tracks;
  if (track === undefined || appealId === null) return {};
  const asks = asked !== null && disagreement === null && asked.consents[name] === undefined;
  return {
    // Absent rather than null: only what is open is in the index.
    ...(track.concluded === null
      ? { [`${prefix}By`]: track.inspectorId ?? nobody, [`${prefix}Due`]: dueOrder(track.clock.dueAt, appealId) }
      : {}),
    ...(asks
      ? { [`${prefix}Asked`]: track.inspectorId ?? nobody, [`${prefix}AskedDue`]: dueOrder(asked.clock.dueAt, appealId) }
      : {}),
  };
};

const trackIndex = (prefix: string) => ({
  [`${prefix}Open`]: { keys: { seenBy: 1, [`keys.${prefix}By`]: 1, [`keys.${prefix}Due`]: 1 } },
  [`${prefix}Asked`]: { keys: { seenBy: 1, [`keys.${prefix}Asked`]: 1, [`keys.${prefix}AskedDue`]: 1 } },
});

const trackQueries = (prefix: string) =>
  ({
    [`${prefix}Open`]: { index: `${prefix}Open`, equals: ['seenBy', `keys.${prefix}By`], sort: { [`keys.${prefix}Due`]: 1 } },
    [`${prefix}Asked`]: {
      index: `${prefix}Asked`,
      equals: ['seenBy', `keys.${prefix}Asked`],
      sort: { [`keys.${prefix}AskedDue`]: 1 },
    },
  }) as const;

const duals: AggregateSpec<dual.DualState, dual.DualFacts, dual.DualEvent> = {
  name: 'dual',
  initialState: dual.noDual,
  initialFacts: dual.noFacts,
  evolve: dual.evolve,
  // Whoever decides what the tracks disagree about sees them from then on.
  visibility: (state, facts) => {
    const seen = visibilityOf(dual.accessOf(state, facts));
    return state.conference === null ? seen : { ...seen, seenBy: [...new Set([...seen.seenBy, officeKey(state.conference)])] };
  },
  nextDueAt: (state) => dual.firstClock(state)?.at ?? null,
  caseId: (id) => id,
  keys: (state) => ({
    ...trackKeys(state, 'DISCIPLINE'),
    ...trackKeys(state, 'LETTERS'),
    ...(state.disagreement === null || state.appealId === null
      ? {}
      : { disagreement: 'OPEN', disagreementDue: dueOrder(state.disagreement.clock.dueAt, state.appealId) }),
    ...(dual.clocksOf(state).some(({ terms }) => isProvisional(terms)) ? { provisional: state.appealId } : {}),
  }),
  keyFields: Object.fromEntries(
    [
      ...Object.values(prefixOf).flatMap((prefix) => ['By', 'Due', 'Asked', 'AskedDue'].map((part) => `${prefix}${part}`)),
      'disagreement',
      'disagreementDue',
      'provisional',
    ].map((field) => [field, { type: String }]),
  ),
  indexes: {
    ...trackIndex(prefixOf.DISCIPLINE),
    ...trackIndex(prefixOf.LETTERS),
    disagreement: { keys: { seenBy: 1, 'keys.disagreement': 1, 'keys.disagreementDue': 1 } },
    provisional: { keys: { 'keys.provisional': 1 }, sparse: true },
  },
  queries: {
    ...trackQueries(prefixOf.DISCIPLINE),
    ...trackQueries(prefixOf.LETTERS),
    disagreement: { index: 'disagreement', equals: ['seenBy', 'keys.disagreement'], sort: { 'keys.disagreementDue': 1 } },
    provisional: { index: 'provisional', equals: [], sort: { 'keys.provisional': 1 } },
  },
};

export interface TrackNoteFields {
  readonly appealId: string;
  readonly track: TrackName;
  /** Puts what was noted last at the end, also within one moment. */
  readonly order: string;
  readonly at: string;
  readonly by: Actor;
  readonly text: TextReference;
}

export type TrackNote = Row<TrackNoteFields>;

/** Reached only through the tracks of its case. */
const trackNotes: RowSpec<TrackNoteFields> = {
  name: 'trackNotes',
  fields: {
    appealId: { type: String, required: true },
    track: { type: String, required: true },
    order: { type: String, required: true },
    at: { type: String, required: true },
    by: { type: Object, required: true },
    text: { type: Object, required: true },
  },
  blank: {
    appealId: '',
    track: 'LETTERS',
    order: '',
    at: '',
    by: { person: '', post: null },
    text: { vaultId: '', commitment: '' },
    seenBy: [],
    barred: [],
  },
  indexes: { byTrack: { keys: { appealId: 1, track: 1, order: -1 } } },
  queries: { newest: { index: 'byTrack', equals: ['appealId', 'track'], sort: { order: -1 } } },
};

export interface Model {
  readonly duals: Duals;
  readonly trackNotes: Rows<TrackNoteFields>;
  readonly oversights: Oversights;
  readonly orders: Orders;
  readonly materials: Materials;
}

export const createModel = (store: Store): Model => ({
  duals: store.aggregates(duals),
  trackNotes: store.rows(trackNotes),
  oversights: store.aggregates(oversights),
  orders: store.aggregates(orders),
  materials: store.aggregates(materials),
});
