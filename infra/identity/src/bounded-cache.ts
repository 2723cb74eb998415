import type { Clock } from '@daqidi/runtime';

/** A map of at most `limit` entries that forgets the least recently used, and every entry at its own end. */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined;
  /** `expiresAt` in milliseconds since the epoch, exclusive; kept until pushed out when absent. */
  set(key: string, value: Value, expiresAt?: number): void;
  delete(key: string): void;
  readonly size: number;
}

/** Without a clock no entry ends by itself. */
export const createBoundedCache = <Value>(limit: number, clock: Pick<Clock, 'now'> = { now: () => 0 }): BoundedCache<Value> => {
  const entries = new Map<string, { readonly value: Value; readonly expiresAt: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      if (entry.expiresAt <= clock.now()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value, expiresAt = Number.POSITIVE_INFINITY) => {
      entries.delete(key);
      entries.set(key, { value, expiresAt });
      const oldest = entries.size > limit ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => void entries.delete(key),
    get size() {
      return entries.size;
    },
  };
};
