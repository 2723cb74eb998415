import { type Clock, unavailable } from '@daqidi/runtime';
import { type Connection, Schema, type SchemaDefinition } from 'mongoose';
import { type Collection, createCollection } from './collection.js';
import type { IndexSpec, QuerySpec } from './query.js';

/** The command that a record belongs to. */
export interface CommandName {
  readonly stream: string;
  readonly principal: string;
  readonly requestId: string;
  /** Left out where the record is the same for every input under this requestId. */
  readonly inputHash?: string;
}

/** Who needs something kept. */
export interface KeptFor {
  /** Whose key it lies under, and with whom it is erased. */
  readonly owner: string;
  readonly command: CommandName;
}

/** Something that is written once it is decided that it is needed. */
export interface Draft {
  /**
   * Keeps it for at least half of the grace, and for good where its command is accepted in that time. False where this id had another
   * content before: that one stays, and whoever named this one has to decide anew.
   */
  keep(of: KeptFor): Promise<boolean>;
}

/** A record that is written before the command that needs it is saved. */
export interface ProvisionalRow {
  readonly _id: string;
  readonly command: CommandName;
  /** `<kept at>|<id>`: unique, in order of time. */
  readonly order: string;
}

export const provisionalFields: SchemaDefinition = {
  command: { type: Schema.Types.Mixed, required: true },
  order: { type: String, required: true },
};
export const provisionalIndexes: Readonly<Record<string, IndexSpec>> = { inOrder: { keys: { order: 1 } } };
export const provisionalQueries: Readonly<Record<string, QuerySpec>> = {
  inOrder: { index: 'inOrder', equals: [], sort: { order: 1 } },
};

/**
 * How old a record is when it is asked whether its command was accepted, in milliseconds. Whoever is longer than half of it between
 * keeping and saving keeps again.
 */
export const graceOfProvisional = 3_600_000;

/** A draft that is written when it is first kept, and again where half of the grace has gone by since. */
export const createDraft = (clock: Clock, write: Draft['keep']): Draft => {
  let keptAt: number | null = null;
  return {
    keep: async (of) => {
      const now = clock.now();
      if (keptAt !== null && now - keptAt < graceOfProvisional / 2) return true;
      const mine = await write(of);
      keptAt = now;
      return mine;
    },
  };
};

export interface Provisional<Row extends ProvisionalRow> {
  /** Keeps it, or what lies under this id already; that is answered, and safe from the sweep for the whole grace anew. */
  keep(row: Omit<Row, 'order'>): Promise<Omit<Row, 'order'>>;
  /** Removes the records whose commands were not accepted in time. Answers how many records it looked at: each is looked at once. */
  sweep(accepted: AcceptedAmong): Promise<number>;
}

/** Which of these commands were accepted. */
export type AcceptedAmong = (commands: readonly CommandName[]) => Promise<ReadonlySet<CommandName>>;

interface PositionRow {
  readonly _id: string;
  /** Everything up to this order has been looked at. */
  readonly order: string;
}

const attempts = 8;
const sweepSize = 200;
/** How long nothing is looked at after nothing was found, in milliseconds. */
const restOfSweep = 60_000;

export const createSweepPositions = (connection: Connection): Collection<PositionRow> =>
  createCollection<PositionRow>(connection, {
    name: 'sweep_positions',
    fields: { order: { type: String, required: true } },
    indexes: {},
    queries: {},
  });

/** Records of this collection, which declares the fields, indexes and queries above. */
export const createProvisional = <Row extends ProvisionalRow>(
  collection: Collection<Row>,
  positions: Collection<PositionRow>,
  clock: Clock,
  /** What goes with one that is swept. */
  removed: (row: Row) => Promise<void> = async () => undefined,
): Provisional<Row> => {
  const { name } = collection.spec;

  const keep: Provisional<Row>['keep'] = async (row) => {
    const id = row._id as string;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const order = `${new Date(clock.now()).toISOString()}|${id}`;
      // Nearly always new: whether it is there shows when it is written.
      if (await collection.insert({ ...row, order } as Row)) return row;
      const existing = await collection.byId(id);
      // Neither the sweep nor anybody else has had it in between.
      if (existing !== null && (await collection.update({ _id: id, order: existing.order }, { $set: { order } })))
        return existing;
    }
    throw unavailable();
  };

  const advance = async (order: string, from: string | undefined): Promise<void> => {
    // Of two that sweep at once one moves it; the other has looked at the same.
    if (from === undefined) await positions.insert({ _id: name, order });
    else await positions.update({ _id: name, order: from }, { $set: { order } });
  };

  /** When it was last found that nothing is old enough. */
  let idleAt = Number.NEGATIVE_INFINITY;

  const sweep: Provisional<Row>['sweep'] = async (accepted) => {
    if (clock.now() - idleAt < restOfSweep) return 0;
    const from = (await positions.byId(name))?.order;
    const until = new Date(clock.now() - graceOfProvisional).toISOString();
    const rows = await collection.find('inOrder', { where: { order: { $lt: until } }, after: from, limit: sweepSize });
    const last = rows.at(-1);
    if (last === undefined) {
      idleAt = clock.now();
      return 0;
    }
    const named = await accepted(rows.map(({ command }) => command));
    const orphans = rows.filter(({ command }) => !named.has(command));
    // Whoever keeps one again at this moment moves its order.
    await Promise.all(orphans.map((row) => collection.remove(row._id, { order: row.order }).then(() => removed(row))));
    await advance(last.order, from);
    return rows.length;
  };

  return { keep, sweep };
};
