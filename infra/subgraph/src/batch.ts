import DataLoader from 'dataloader';

export interface ReferenceLoader<Item extends object> {
  /** A fresh plain copy each time (the federation runtime writes on what it is given); null where absent or hidden. */
  load(id: unknown): Promise<Item | null>;
  /** After a change within the same request. */
  clear(id: string): void;
}

/**
 * Gathers the references of one request into one call with distinct ids. `loadVisible` applies the caller's scope in the
 * database and may answer in any order, leaving out what is absent or hidden alike. Make one per request.
 */
export const createReferenceLoader = <Item extends object>(
  loadVisible: (ids: readonly string[]) => Promise<readonly Item[]>,
  idOf: (item: Item) => string,
  maxBatchSize = 1_000,
): ReferenceLoader<Item> => {
  const loader = new DataLoader<string, Item | null>(
    async (ids) => {
      const found = new Map((await loadVisible(ids)).map((item) => [idOf(item), item]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize },
  );
  return {
    load: async (id) => {
      if (typeof id !== 'string' || id === '') return null;
      const item = await loader.load(id);
      return item && { ...item };
    },
    clear: (id) => {
      loader.clear(id);
    },
  };
};
