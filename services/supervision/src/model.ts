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
  keys: ({ status, issued, issuedAt, unitId }) => ({
    appeal: issued?.appealId ?? null,
    unit: unitId,
    status,
    order: issued === null ? null : `${issuedAt}|${issued.orderId}`,
  }),
  queries: {
    oldest: { equals: ['seenBy'], sort: { 'keys.order': 1 } },
    byStatus: { equals: ['seenBy', 'keys.status'], sort: { 'keys.order': 1 } },
    byUnit: { equals: ['seenBy', 'keys.unit'], sort: { 'keys.order': 1 }, narrows: ['keys.status'] },
    byAppeals: { equals: ['keys.appeal', 'seenBy'] },
  },
  revisits: { provisional: ({ clock }) => clock?.status === 'RUNNING' && isProvisional(clock) },
};

const oversights: AggregateSpec<oversight.OversightState, oversight.OversightFacts, oversight.OversightEvent> = {
  name: 'oversight',
  initialState: oversight.noOversight,
  initialFacts: oversight.noFacts,
  evolve: oversight.evolve,
  visibility: (state, facts) => visibilityOf(oversight.accessOf(state, facts)),
  // Of a case that accuses nobody somebody's statement is the first thing that is said.
  seenAsStub: true,
  nextDueAt: () => null,
  caseId: (id) => id,
  // Cases with a secret to keep.
  revisits: { secret: ({ stated }) => stated?.restricted ?? false },
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
        },
  queries: {
    dueFirst: { equals: ['seenBy', 'keys.status'], sort: { 'keys.due': 1 } },
    ofTrack: { equals: ['keys.track'], sort: { 'keys.order': -1 } },
  },
  revisits: {
    asked: ({ status }) => status === 'ASKED',
    provisional: ({ clock }) => isProvisional(clock),
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

const trackQueries = (prefix: string) =>
  ({
    [`${prefix}Open`]: { equals: ['seenBy', `keys.${prefix}By`], sort: { [`keys.${prefix}Due`]: 1 } },
    [`${prefix}Asked`]: { equals: ['seenBy', `keys.${prefix}Asked`], sort: { [`keys.${prefix}AskedDue`]: 1 } },
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
  nextDueAt: dual.nextDueAt,
  caseId: (id) => id,
  keys: (state) => ({
    ...trackKeys(state, 'DISCIPLINE'),
    ...trackKeys(state, 'LETTERS'),
    ...(state.disagreement === null || state.appealId === null
      ? {}
      : { disagreement: 'OPEN', disagreementDue: dueOrder(state.disagreement.clock.dueAt, state.appealId) }),
  }),
  queries: {
    ...trackQueries(prefixOf.DISCIPLINE),
    ...trackQueries(prefixOf.LETTERS),
    disagreement: { equals: ['seenBy', 'keys.disagreement'], sort: { 'keys.disagreementDue': 1 } },
  },
  revisits: { provisional: (state) => dual.clocksOf(state).some(({ terms }) => isProvisional(terms)) },
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

export interface RepeatFields {
  /** Whose matter this case brings again; null where none is known. */
  readonly earlierId: string | null;
  readonly dissatisfied: boolean;
}

/** One row a case that repeats another, or whose petitioner was dissatisfied; nobody reads it. */
const repeats: RowSpec<RepeatFields> = {
  name: 'repeats',
  fields: { earlierId: { type: String }, dissatisfied: { type: Boolean, required: true } },
  blank: { earlierId: null, dissatisfied: false, seenBy: [], barred: [] },
  indexes: { byEarlier: { keys: { earlierId: 1 } } },
  queries: { byEarlier: { index: 'byEarlier', equals: ['earlierId'] } },
};

export interface Model {
  readonly duals: Duals;
  readonly trackNotes: Rows<TrackNoteFields>;
  readonly oversights: Oversights;
  readonly orders: Orders;
  readonly materials: Materials;
  readonly repeats: Rows<RepeatFields>;
}

export const createModel = (store: Store): Model => ({
  duals: store.aggregates(duals),
  trackNotes: store.rows(trackNotes),
  oversights: store.aggregates(oversights),
  orders: store.aggregates(orders),
  materials: store.aggregates(materials),
  repeats: store.rows(repeats),
});
