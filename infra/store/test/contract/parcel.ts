import type { EventEnvelope, NewEvent } from '@daqidi/events';
import type { AggregateSpec, Reaction, RowSpec } from '../../src/index.js';

/** A small aggregate with everything that the store offers: clock, foreign facts, a unique code, keys, queries. */
export interface SentData {
  readonly code: string;
  readonly place: string;
  readonly order: string;
  readonly barred: readonly string[];
  /** When its timers ring, ascending, in ms since the epoch. */
  readonly rings: readonly number[];
  readonly remark?: string | undefined;
}

export type ParcelEvent =
  | NewEvent<'Sent', SentData>
  | NewEvent<'Noted', { readonly text: string }>
  | NewEvent<'Rang', { readonly due: number }>
  | NewEvent<'Stamped', { readonly grams: number; readonly cents: number }>
  | NewEvent<'Closed', { readonly by: string }>;

export interface ParcelState {
  readonly sent: SentData | null;
  readonly notes: readonly string[];
  readonly rings: readonly number[];
  readonly rang: number;
  readonly stamped: { readonly grams: number; readonly cents: number } | null;
  readonly closed: boolean;
}

/** What scales (the last weighing stands) and tills (payments add up) told. */
export interface ParcelFacts {
  readonly grams: number | null;
  readonly cents: number;
  /** How many foreign events were learnt: must equal what `applied` says. */
  readonly heard: number;
}

const evolve = (state: ParcelState, event: ParcelEvent): ParcelState => {
  switch (event.type) {
    case 'Sent':
      return { ...state, sent: event.data, rings: event.data.rings };
    case 'Noted':
      return { ...state, notes: [...state.notes, event.data.text] };
    case 'Rang':
      return { ...state, rings: state.rings.slice(1), rang: state.rang + 1 };
    case 'Stamped':
      return { ...state, stamped: event.data };
    case 'Closed':
      return { ...state, closed: true, rings: [] };
  }
};

export const noParcel: ParcelState = { sent: null, notes: [], rings: [], rang: 0, stamped: null, closed: false };
export const noFacts: ParcelFacts = { grams: null, cents: 0, heard: 0 };

export const parcelSpec: AggregateSpec<ParcelState, ParcelFacts, ParcelEvent> = {
  name: 'parcel',
  initialState: noParcel,
  initialFacts: noFacts,
  evolve,
  // Names keys for a stub as well: that nobody sees it is the store's promise.
  visibility: ({ sent }, { grams }) => ({
    seenBy: ['office:POST', ...(sent === null ? [] : [`place:${sent.place}`]), ...(grams === null ? [] : ['office:SCALES'])],
    barred: sent?.barred ?? [],
  }),
  nextDueAt: ({ rings }) => rings[0] ?? null,
  caseId: (id) => `case-${id}`,
  keys: ({ sent, closed }) =>
    sent === null ? {} : { code: sent.code, place: sent.place, order: sent.order, status: closed ? 'CLOSED' : 'OPEN' },
  keyFields: { code: { type: String }, place: { type: String }, order: { type: String }, status: { type: String } },
  indexes: {
    byCode: { keys: { 'keys.code': 1 }, unique: true, sparse: true },
    newest: { keys: { seenBy: 1, 'keys.order': -1, 'keys.place': 1, 'keys.status': 1 } },
    byPlace: { keys: { 'keys.place': 1, 'keys.order': 1 } },
  },
  queries: {
    byCode: { index: 'byCode', equals: ['keys.code'] },
    everyCode: { index: 'byCode', equals: [], sort: { 'keys.code': 1 } },
    newest: { index: 'newest', equals: ['seenBy'], sort: { 'keys.order': -1 }, narrows: ['keys.place', 'keys.status'] },
    byPlace: { index: 'byPlace', equals: ['keys.place'], sort: { 'keys.order': 1 } },
  },
};

const stamp = ({ sent, stamped }: ParcelState, { grams, cents }: ParcelFacts): readonly ParcelEvent[] =>
  sent === null || stamped !== null || grams === null || grams < 200 || cents < 300
    ? []
    : [{ type: 'Stamped', v: 1, data: { grams: 200, cents: 300 } }];

export const weighed = (event: EventEnvelope): Reaction<ParcelState, ParcelFacts, ParcelEvent> => ({
  learn: (facts) => ({ ...facts, grams: (event.data as { grams: number }).grams, heard: facts.heard + 1 }),
  decide: stamp,
});

export const paid = (event: EventEnvelope): Reaction<ParcelState, ParcelFacts, ParcelEvent> => ({
  learn: (facts) => ({ ...facts, cents: facts.cents + (event.data as { cents: number }).cents, heard: facts.heard + 1 }),
  decide: stamp,
});

export const ring = ({ rings }: ParcelState): readonly ParcelEvent[] => [
  { type: 'Rang', v: 1, data: { due: rings[0] as number } },
];

/** What is known of a parcel, derived from events. */
export interface TallyFields {
  readonly place: string | null;
  readonly notes: number;
  readonly grams: number;
}

export const tallySpec: RowSpec<TallyFields> = {
  name: 'tally',
  fields: { place: { type: String }, notes: { type: Number, required: true }, grams: { type: Number, required: true } },
  indexes: { byPlace: { keys: { seenBy: 1, place: 1 } } },
  queries: { byPlace: { index: 'byPlace', equals: ['seenBy'], narrows: ['place'] } },
  blank: { place: null, notes: 0, grams: 0, seenBy: [], barred: [] },
};
