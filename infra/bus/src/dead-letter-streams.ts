import type { DeadLetter, DeadLetterStore } from './dead-letter.js';

/** Which streams have dead letters, as far as this process knows: kept beside the store for the look-up before every record. */
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
}

export const createDeadLetterStreams = (store: DeadLetterStore): DeadLetterStreams => {
  let streams = new Set<string>();
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

  const know = (stream: string, state: 'BLOCKED' | 'OPEN'): void => {
    touched.add(stream);
    if (state === 'OPEN') streams.delete(stream);
    else streams.add(stream);
  };

  const read = async (stream: string): Promise<readonly DeadLetter[]> => {
    const entries = await store.list(stream);
    know(stream, entries.length === 0 ? 'OPEN' : 'BLOCKED');
    return entries;
  };

  const loadAll = async (): Promise<void> => {
    touched = new Set();
    const found = new Set(await store.streams());
    for (const stream of touched) {
      if (streams.has(stream)) found.add(stream);
      else found.delete(stream);
    }
    streams = found;
  };

  const add = async (entry: DeadLetter): Promise<void> => {
    await store.setAside(entry);
    know(entry.stream, 'BLOCKED');
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
        know(entry.stream, 'OPEN');
        return false;
      }),
    remove: (entry) => alone(entry.stream, () => store.remove(entry.id)),
    next: (stream) => alone(stream, () => read(stream)),
  };
};
