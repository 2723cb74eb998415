import type { ProbedCollection } from '../../src/index.js';

export type Stored = Record<string, unknown> & { readonly _id: string };

interface Update {
  readonly $set: Record<string, unknown>;
  readonly $push: Record<string, unknown>;
}

/** What a saboteur does otherwise than an honest server. */
export interface MemoryOptions {
  /** Before a document is written, after its filter was compared: whoever yields here lets others compare meanwhile. */
  readonly beforeWrite?: () => Promise<void>;
  readonly insert?: (documents: Map<string, Stored>, document: Stored) => void;
  readonly apply?: (before: Stored, update: Update) => Stored;
}

export const taken = (): Error => Object.assign(new Error('E11000 duplicate key'), { code: 11_000 });

const insertOnce = (documents: Map<string, Stored>, document: Stored): void => {
  if (documents.has(document._id)) throw taken();
  documents.set(document._id, document);
};

export const applyAll = (before: Stored, { $set, $push }: Update): Stored => ({
  ...before,
  ...$set,
  ...Object.fromEntries(
    Object.entries($push).map(([name, value]) => [name, [...((before[name] as unknown[]) ?? []), value]] as const),
  ),
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** As much of a collection as the probe asks for; every call takes a turn of the event loop, so that rivals meet. */
export const createMemoryCollection = (options: MemoryOptions = {}) => {
  const { beforeWrite, insert = insertOnce, apply = applyAll } = options;
  const documents = new Map<string, Stored>();
  const matching = (filter: Record<string, unknown>): Stored | undefined =>
    [...documents.values()].find((document) => Object.entries(filter).every(([name, value]) => document[name] === value));
  const collection: ProbedCollection = {
    insertOne: async (document) => {
      await turn();
      insert(documents, document);
    },
    updateOne: async (filter, update) => {
      await turn();
      const before = matching(filter);
      if (before === undefined) return { matchedCount: 0 };
      await beforeWrite?.();
      documents.set(before._id, apply(documents.get(before._id) ?? before, update as unknown as Update));
      return { matchedCount: 1 };
    },
    findOne: async (filter) => matching(filter) ?? null,
    deleteOne: async (filter) => documents.delete(String(filter._id)),
  };
  return { collection, documents };
};
