import type { EventEnvelope } from '@daqidi/events';
import { createBoundedCache, type Scope } from '@daqidi/identity';
import { unavailable } from '@daqidi/runtime';
import { type Connection, Schema, type SchemaDefinition } from 'mongoose';
import { type Applied, holds, reaches } from './applied.js';
import { changed } from './changed.js';
import { type Collection, createCollection, scopedFields, scopedIndexes } from './collection.js';
import type { IndexSpec, QuerySpec } from './query.js';
import { type Awaited, waitUntil } from './wait-for.js';

/** A row derived from events: never emits, can be thrown away and derived again. */
export type Row<Fields> = Fields & {
  readonly _id: string;
  readonly rev: number;
  readonly applied: Applied;
  readonly seenBy: readonly string[];
  readonly barred: readonly string[];
};

export interface RowSpec<Fields> {
  readonly name: string;
  readonly fields: SchemaDefinition;
  readonly indexes: Readonly<Record<string, IndexSpec>>;
  readonly queries: Readonly<Record<string, QuerySpec>>;
  /** The row before anything is known. Its scope keys are empty, so nobody sees it. */
  readonly blank: Fields & { readonly seenBy: readonly string[]; readonly barred: readonly string[] };
}

type Visible<Fields> = Fields & { readonly seenBy: readonly string[]; readonly barred: readonly string[] };

export interface Rows<Fields> {
  readonly collection: Collection<Row<Fields>>;
  /** Folds the event into the row once. `fold` is pure and does not depend on the order in which services are heard. */
  apply(id: string, event: EventEnvelope, fold: (row: Visible<Fields>) => Visible<Fields>): Promise<void>;
  /** Writes what follows from another row at its revision; what followed from a later one stays. */
  derive(id: string, rev: number, fields: Visible<Fields>): Promise<void>;
  /**
   * True as soon as the row, as this reader sees it, holds the event at the position; false when that takes longer than
   * `milliseconds`.
   */
  waitFor(id: string, position: Awaited, milliseconds: number, scope: Scope): Promise<boolean>;
}

const attempts = 8;
/** Rows kept as they were last written: what is written again is nearly always among them. */
const mostRecent = 256;

export const createRows = <Fields extends object>(connection: Connection, spec: RowSpec<Fields>): Rows<Fields> => {
  const collection = createCollection<Row<Fields>>(connection, {
    name: spec.name,
    fields: {
      rev: { type: Number, required: true },
      applied: { type: Schema.Types.Mixed, required: true },
      ...scopedFields,
      ...spec.fields,
    },
    indexes: { ...scopedIndexes, ...spec.indexes },
    queries: spec.queries,
  });
  const blank = (id: string): Row<Fields> => ({ ...spec.blank, _id: id, rev: 0, applied: {} });

  // A row in hand need not be read again: its guard tells where another process has written it meanwhile. That an event is in it
  // only the stored one says, since rows may be thrown away while the platform runs.
  const recent = createBoundedCache<Row<Fields>>(mostRecent);
  /** A row that bears its event's name is nearly always new: whether it is there shows when it is written. */
  const inHand = (id: string, event: EventEnvelope): Row<Fields> | undefined => {
    const row = recent.get(id) ?? (id === event.id ? blank(id) : undefined);
    return row !== undefined && reaches(row.applied, event) ? undefined : row;
  };

  const apply: Rows<Fields>['apply'] = async (id, event, fold) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = (attempt === 0 ? inHand(id, event) : undefined) ?? (await collection.byId(id)) ?? blank(id);
      if (holds(current.applied, event)) return;
      const { _id, rev, applied, ...fields } = current;
      const row = {
        ...fold(fields as unknown as Visible<Fields>),
        rev: rev + 1,
        applied: { ...applied, [event.stream]: { seq: event.seq, hash: event.hash } },
      };
      const whole = { ...row, _id } as unknown as Row<Fields>;
      recent.delete(id);
      const saved =
        rev === 0 ? await collection.insert(whole) : await collection.update({ _id, rev }, { $set: changed(current, row) });
      if (saved && id !== event.id) recent.set(id, whole);
      if (saved) return;
    }
    throw unavailable();
  };

  const derive: Rows<Fields>['derive'] = async (id, rev, fields) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const current = await collection.byId(id);
      if (current !== null && current.rev >= rev) return;
      const row = { ...fields, rev, applied: {} };
      const saved =
        current === null
          ? await collection.insert({ ...row, _id: id } as unknown as Row<Fields>)
          : await collection.update({ _id: id, rev: current.rev }, { $set: changed(current, row) });
      if (saved) return;
    }
    throw unavailable();
  };

  const waitFor: Rows<Fields>['waitFor'] = (id, position, milliseconds, scope) =>
    waitUntil(async () => reaches((await collection.byId(id, scope))?.applied ?? {}, position), milliseconds);

  return { collection, apply, derive, waitFor };
};
