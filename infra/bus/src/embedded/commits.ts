import type { Logger } from '@daqidi/runtime';
import type { BusStorage } from './storage.js';

/** Milliseconds that offsets are gathered before they are written. A crash redelivers what was taken meanwhile. */
const gather = 20;
const afterFailure = 500;

interface Offset {
  readonly topic: string;
  readonly partition: number;
  readonly next: number;
}

export interface Commits {
  note(offset: Offset): void;
  /** Resolves when everything noted so far is durable; rejects with UNAVAILABLE where it cannot be. */
  flush(): Promise<void>;
}

export const createCommits = (storage: BusStorage, group: string, log: Logger): Commits => {
  const dirty = new Map<string, Offset>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const note = (offset: Offset): void => {
    dirty.set(`${offset.partition}/${offset.topic}`, offset);
    timer ??= setTimeout(inBackground, gather);
  };

  const write = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const offsets = [...dirty];
    dirty.clear();
    if (offsets.length === 0) return;
    try {
      await storage.commit(
        group,
        offsets.map(([, offset]) => offset),
      );
    } catch (error) {
      for (const [key, offset] of offsets) if (!dirty.has(key)) dirty.set(key, offset);
      throw error;
    }
  };

  const flush = (): Promise<void> => {
    const mine = writing.then(write);
    writing = mine.catch(() => undefined);
    return mine;
  };

  const inBackground = (): void => {
    flush().catch((err: unknown) => {
      log.warn({ err, group }, 'offsets could not be kept; tried again');
      timer ??= setTimeout(inBackground, afterFailure);
    });
  };

  return { note, flush };
};
