import type { EventEnvelope } from '@daqidi/events';
import type { SchemaDefinition } from 'mongoose';
import { Schema } from 'mongoose';
import type { Applied } from './applied.js';
import { scopedFields, scopedIndexes } from './collection.js';
import type { IndexSpec, QuerySpec } from './query.js';

/** One aggregate: state, outgoing events, clocks and memory of incoming events, written together or not at all. */
export interface AggregateDocument<State, Facts> {
  readonly _id: string;
  /** What the request that created it derives its id from; a reaction's documents have none. */
  readonly idempotencyKey?: string;
  /** Guards every save. */
  readonly rev: number;
  /** What clients name; moves only with decisions that they made. */
  readonly version: number;
  /** Number, hash and time of the stream's last event; 0 and null while the document only holds facts. */
  readonly seq: number;
  readonly head: string | null;
  readonly time: string | null;
  /** The fold of the stream's own events. */
  readonly state: State;
  /** What other services' events told; kept apart so that the order of their arrival does not matter. */
  readonly facts: Facts;
  readonly applied: Applied;
  readonly seenBy: readonly string[];
  readonly barred: readonly string[];
  /** Copies of parts of state and facts, for registered queries. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly outbox: readonly EventEnvelope[];
  /** Since when the outbox has waited. */
  readonly pendingAt: Date | null;
  /** When the earliest armed timer is due. */
  readonly nextDueAt: Date | null;
}

/** A document holds the facts of one case; a larger one means that something belongs in rows. */
export const maximumDocumentBytes = 64 * 1024;

export const aggregateFields = (keyFields: SchemaDefinition): SchemaDefinition => ({
  idempotencyKey: { type: String },
  rev: { type: Number, required: true },
  version: { type: Number, required: true },
  seq: { type: Number, required: true },
  head: { type: String, default: null },
  time: { type: String, default: null },
  state: { type: Schema.Types.Mixed, required: true },
  facts: { type: Schema.Types.Mixed, required: true },
  applied: { type: Schema.Types.Mixed, required: true },
  ...scopedFields,
  keys: new Schema(keyFields, { _id: false, strict: 'throw' }),
  outbox: { type: [Schema.Types.Mixed], required: true },
  pendingAt: { type: Date, default: null },
  nextDueAt: { type: Date, default: null },
});

export const aggregateIndexes: Readonly<Record<string, IndexSpec>> = {
  ...scopedIndexes,
  byIdempotencyKey: { keys: { idempotencyKey: 1 }, unique: true, sparse: true },
  // Most documents wait for nothing: they are not in these two, and a save that moves neither date writes to neither.
  unpublished: { keys: { pendingAt: 1 }, dated: 'pendingAt' },
  armed: { keys: { nextDueAt: 1 }, dated: 'nextDueAt' },
};

export const aggregateQueries: Readonly<Record<string, QuerySpec>> = {
  byIdempotencyKey: { index: 'byIdempotencyKey', equals: ['idempotencyKey'] },
  pending: { index: 'unpublished', equals: [], sort: { pendingAt: 1 } },
  due: { index: 'armed', equals: [], sort: { nextDueAt: 1 } },
};
