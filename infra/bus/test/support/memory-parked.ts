import type { ParkedRecord, ParkedStore } from '../../src/parked.js';

/** Outlives the consumers of a test as a database would. `before` may hold or fail a parking. */
export interface MemoryParked extends ParkedStore {
  before: (entry: ParkedRecord) => Promise<void>;
  all(): readonly ParkedRecord[];
}

export const createMemoryParked = (): MemoryParked => {
  const rows = new Map<string, ParkedRecord>();
  const of = (stream: string): ParkedRecord[] =>
    [...rows.values()].filter((row) => row.stream === stream).sort((one, other) => one.position - other.position);
  const store: MemoryParked = {
    before: async () => undefined,
    all: () => [...rows.values()],
    park: async (entry) => {
      await store.before(entry);
      if (!rows.has(entry.id)) rows.set(entry.id, entry);
    },
    streams: async () => [...new Set([...rows.values()].map(({ stream }) => stream))],
    list: async (stream) => of(stream),
    remove: async (id) => void rows.delete(id),
  };
  return store;
};
