import type { DeadLetter, DeadLetterStore } from './dead-letter.js';

/** The dead letters, as far as this process knows: the store's content, kept beside it for the look-up before every record. */
export interface DeadLetterStreams {
  /** Reads the store anew: at the start, and whenever another member of the group may have set records aside. */
  load(): Promise<void>;
  has(stream: string): boolean;
  /** Durable when it resolves. */
  setAside(entry: DeadLetter): Promise<void>;
  /** Sets the entry aside if the stream still has dead letters; false where it is open. */
  setAsideBehind(entry: DeadLetter): Promise<boolean>;
  remove(entry: DeadLetter): Promise<void>;
  /** What the store holds of the stream; none opens it. No record of the stream gets between the look and the opening. */
  next(stream: string): Promise<readonly DeadLetter[]>;
  /** Dead letters by reason. */
  counts(): ReadonlyMap<DeadLetter['reason'], number>;
}

export const createDeadLetterStreams = (store: DeadLetterStore): DeadLetterStreams => {
  let streams = new Map<string, Map<string, DeadLetter['reason']>>();
  const locks = new Map<string, Promise<unknown>>();
  /** Streams changed here since the load under way began: what it read of them may be older. */
  let touched = new Set<string>();
  let loading: Promise<unknown> = Promise.resolve();

  const alone = <Result>(stream: string, work: () => Promise<Result>): Promise<Result> => {
    const mine = (locks.get(stream) ?? Promise.resolve()).then(work);
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (locks.get(stream) === settled) locks.delete(stream);
      });
    locks.set(stream, settled);
    return mine;
  };

  const know = (stream: string, entries: readonly DeadLetter[]): void => {
    touched.add(stream);
    if (entries.length === 0) streams.delete(stream);
    else streams.set(stream, new Map(entries.map(({ id, reason }) => [id, reason])));
  };

  const read = async (stream: string): Promise<readonly DeadLetter[]> => {
    const entries = await store.list(stream);
    know(stream, entries);
    return entries;
  };

  const loadAll = async (): Promise<void> => {
    touched = new Set();
    const found = new Map<string, Map<string, DeadLetter['reason']>>();
    for (const stream of await store.streams()) {
      const entries = await store.list(stream);
      if (entries.length > 0) found.set(stream, new Map(entries.map(({ id, reason }) => [id, reason])));
    }
    for (const stream of touched) {
      const current = streams.get(stream);
      if (current === undefined) found.delete(stream);
      else found.set(stream, current);
    }
    streams = found;
  };

  const add = async (entry: DeadLetter): Promise<void> => {
    await store.setAside(entry);
    const known = streams.get(entry.stream) ?? new Map<string, DeadLetter['reason']>();
    if (!known.has(entry.id)) known.set(entry.id, entry.reason);
    streams.set(entry.stream, known);
    touched.add(entry.stream);
  };

  return {
    load: () => {
      const mine = loading.then(loadAll);
      loading = mine.catch(() => undefined);
      return mine;
    },
    has: (stream) => streams.has(stream),
    setAside: (entry) => alone(entry.stream, () => add(entry)),
    setAsideBehind: (entry) =>
      alone(entry.stream, async () => {
        // Another process may have redriven the stream since.
        if ((await read(entry.stream)).length === 0) return false;
        await add(entry);
        // It may even have finished between the look and the write: then nobody would come for this record.
        const [head] = await read(entry.stream);
        if (head?.id !== entry.id) return true;
        await store.remove(entry.id);
        know(entry.stream, []);
        return false;
      }),
    remove: (entry) =>
      alone(entry.stream, async () => {
        await store.remove(entry.id);
        streams.get(entry.stream)?.delete(entry.id);
        touched.add(entry.stream);
      }),
    next: (stream) => alone(stream, () => read(stream)),
    counts: () => {
      const counts = new Map<DeadLetter['reason'], number>();
      for (const entries of streams.values()) {
        for (const reason of entries.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
      return counts;
    },
  };
};
