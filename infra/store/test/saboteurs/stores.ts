import type { EventEnvelope } from '@daqidi/events';
import type { Connection } from 'mongoose';
import { type Aggregates, openStore, type Store } from '../../src/index.js';
import type { Send, StoreParts } from '../contract/store-support.js';
import { type AnyCollection, aroundModels, type Operation } from '../support/around-models.js';

type Sabotage = Omit<StoreParts, 'openBinding'>;

interface Change {
  readonly $set?: Record<string, unknown>;
  readonly $push?: unknown;
  readonly $pull?: unknown;
}

const isSave = (change: Change): boolean => change.$set !== undefined && 'rev' in change.$set;

/** Replaces how aggregates are saved; rows, archive and vault stay honest. */
const aroundSaves = (updateOne: (real: Operation, guard: object, change: Change) => unknown): Sabotage => ({
  aroundConnection: (connection: Connection) =>
    aroundModels(connection, (collection, name) => ({
      updateOne: (guard: object, change: Change) =>
        name === 'parcel' && isSave(change)
          ? updateOne((...args) => collection.updateOne(...args), guard, change)
          : collection.updateOne(guard, change),
    })),
});

const aroundStore = (wrap: (store: Store) => Store): Sabotage => ({ openStore: (deps) => wrap(openStore(deps)) });

const aroundAggregates = (
  wrap: (aggregates: Aggregates<never, never, never>) => Partial<Aggregates<never, never, never>>,
): Sabotage =>
  aroundStore((store) => ({
    ...store,
    aggregates: ((spec: never) => {
      const honest = store.aggregates(spec) as Aggregates<never, never, never>;
      return { ...honest, ...wrap(honest) };
    }) as never,
  }));

/** Takes events for sent before the broker has answered. */
export const clearingBeforeTheAnswer: Sabotage = {
  aroundSend: (send: Send) => async (events) => {
    void send(events).catch(() => undefined);
  },
};

/** Sends only what the last command brought and takes all for sent. */
export const publishingOnlyOnesOwn: Sabotage = {
  aroundSend: (send: Send) => (events) => {
    const own = events.findLastIndex(({ request }: EventEnvelope) => request !== undefined);
    return send(events.slice(Math.max(own, 0)));
  },
};

/** Keeps what was applied in memory only. */
export const forgettingApplied: Sabotage = {
  aroundConnection: (connection) => {
    const known = new Map<string, unknown>();
    return aroundModels(connection, (collection: AnyCollection, name) => {
      const find: Operation = (...args) => ({
        toArray: async () => {
          const found = (await collection.find(...args).toArray()) as { _id: string }[];
          return found.map((document) => ({ ...document, applied: known.get(document._id) ?? {} }));
        },
      });
      const insertMany: Operation = async (documents: readonly { _id: string; applied: unknown }[], ...rest) => {
        const answer: unknown = await collection.insertMany(
          documents.map((document) => ({ ...document, applied: {} })),
          ...rest,
        );
        for (const { _id, applied } of documents) known.set(_id, applied);
        return answer;
      };
      const updateOne: Operation = async (guard: { _id: string }, change: Change) => {
        if (!isSave(change)) return collection.updateOne(guard, change);
        const answer = await collection.updateOne(guard, { ...change, $set: { ...change.$set, applied: {} } });
        if (answer.matchedCount === 1 && change.$set !== undefined && 'applied' in change.$set)
          known.set(guard._id, change.$set['applied']);
        return answer;
      };
      const own: Readonly<Record<string, Operation>> = { find, insertMany, updateOne };
      return name === 'parcel' || name === 'tally' ? own : {};
    });
  },
};

/** Arms the clock in a write of its own. */
export const armingLater: Sabotage = aroundSaves(async (real, guard, change) => {
  const { nextDueAt, ...rest } = change.$set ?? {};
  if (nextDueAt === undefined) return real(guard, change);
  const answer = (await real(guard, { ...change, $set: rest })) as { matchedCount: number };
  if (answer.matchedCount === 1) await real({ _id: (guard as { _id: string })._id }, { $set: { nextDueAt } });
  return answer;
});

/** Writes the events first, the state afterwards. */
export const eventsBeforeState: Sabotage = aroundSaves(async (real, guard, change) => {
  if (change.$push !== undefined) await real({ _id: (guard as { _id: string })._id }, { $push: change.$push });
  return real(guard, { $set: change.$set });
});

/** Saves whatever somebody else saved meanwhile. */
export const savingUnguarded: Sabotage = aroundSaves((real, guard, change) =>
  real({ _id: (guard as { _id: string })._id }, change),
);

/** Moves the version with every save. */
export const movingVersion: Sabotage = aroundSaves((real, guard, change) =>
  real(guard, { ...change, $set: { ...change.$set, version: change.$set?.['rev'] } }),
);

let fresh = 0;
const another = <Call extends { readonly requestId: string }>(call: Call): Call => {
  fresh += 1;
  return { ...call, requestId: `${call.requestId}-${fresh}` };
};

/** Takes every request for a new one. */
export const ignoringRequests: Sabotage = aroundAggregates((honest) => ({
  create: (id, call, decide) => honest.create(id, another(call), decide),
  execute: (id, call, decide) => honest.execute(id, another(call), decide),
}));

/** Gives every creation an id of its own, retried or not. */
export const forgettingIdempotencyKeys: Sabotage = aroundAggregates(() => ({
  identify: async (idempotencyKey) => {
    fresh += 1;
    return `${fresh}~${idempotencyKey}-${fresh}`;
  },
}));

const seesEverything = { sees: ['office:POST', 'place:A', 'place:B'], is: [] };

/** Counts what the caller may not see. */
export const countingEverything: Sabotage = aroundAggregates((honest) => ({
  collection: {
    ...honest.collection,
    count: (query, args) => honest.collection.count(query, args.scope === undefined ? args : { ...args, scope: seesEverything }),
  },
}));

/** Forgets whom a document is barred from when it reads by id. */
export const forgettingBarred: Sabotage = aroundAggregates((honest) => ({
  collection: {
    ...honest.collection,
    byId: (id, scope) => honest.collection.byId(id, scope === undefined ? undefined : { ...scope, is: [] }),
  },
}));

/** Clears the mark of what waits although something does. */
export const clearingTheMark: Sabotage = {
  aroundConnection: (connection) =>
    aroundModels(connection, (collection, name) => ({
      updateOne: (guard: object, change: Change) =>
        name === 'parcel' && change.$pull !== undefined
          ? collection.updateOne({ _id: (guard as { _id: string })._id }, { ...change, $set: { pendingAt: null } })
          : collection.updateOne(guard, change),
    })),
};

/** Takes along with the next save what that save has only just brought. */
export const clearingWhatIsNew: Sabotage = {
  ...aroundSaves((real, guard, change) =>
    real(guard, 'outbox' in (change.$set ?? {}) ? { $set: { ...change.$set, outbox: [], pendingAt: null } } : change),
  ),
  clearing: 'WITH_NEXT_SAVE',
};

/** Sweeps what somebody keeps again at that moment. */
export const sweepingUnguarded: Sabotage = {
  aroundConnection: (connection) =>
    aroundModels(connection, (collection) => ({
      deleteOne: ({ _id }: { readonly _id: string }) => collection.deleteOne({ _id }),
    })),
};

/** Keeps texts as they are. */
export const sealingNothing: Sabotage = {
  openStore: (deps) =>
    openStore({ ...deps, cipher: { ...deps.cipher, encrypt: (_, text) => text, decrypt: (_, sealed) => sealed } }),
};
