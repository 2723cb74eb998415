import type { DeadLetter, DeadLetterStore } from '../../src/dead-letter.js';

/** Outlives the consumers of a test as a database would. `before` may hold or fail the keeping of one. */
export interface MemoryDeadLetters extends DeadLetterStore {
  before: (entry: DeadLetter) => Promise<void>;
  all(): readonly DeadLetter[];
  /** How often streams or their records were asked for. */
  reads(): number;
}

export const createMemoryDeadLetters = (): MemoryDeadLetters => {
  const rows = new Map<string, DeadLetter>();
  const of = (stream: string): DeadLetter[] =>
    [...rows.values()].filter((row) => row.stream === stream).sort((one, other) => one.position - other.position);
  let reads = 0;
  const store: MemoryDeadLetters = {
    before: async () => undefined,
    reads: () => reads,
    all: () => [...rows.values()],
    setAside: async (entry) => {
      await store.before(entry);
      if (!rows.has(entry.id)) rows.set(entry.id, entry);
    },
    streams: async () => {
      reads += 1;
      return [...new Set([...rows.values()].map(({ stream }) => stream))];
    },
    list: async (stream) => {
      reads += 1;
      return of(stream);
    },
    count: async (reason) => [...rows.values()].filter((row) => row.reason === reason).length,
    remove: async (id) => void rows.delete(id),
  };
  return store;
};
