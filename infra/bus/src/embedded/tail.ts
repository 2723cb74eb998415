import type { DeliveredRecord } from '../port.js';

/** Records kept per partition: what is read again is nearly always what was just written. */
const most = 128;

/** The last records of one partition, without holes, in memory. */
export interface Tail {
  /** Records from this offset on, as far as they are kept; null where they have to be looked up. */
  read(from: number, limit: number): readonly DeliveredRecord[] | null;
  /** Takes what was appended at this offset. */
  push(offset: number, record: DeliveredRecord): void;
}

export const createTail = (): Tail => {
  let kept: DeliveredRecord[] = [];
  let first = 0;
  return {
    read: (from, limit) =>
      kept.length === 0 || from < first || from > first + kept.length ? null : kept.slice(from - first, from - first + limit),
    push: (offset, record) => {
      if (offset !== first + kept.length) {
        kept = [];
        first = offset;
      }
      kept.push(record);
      if (kept.length < most * 2) return;
      kept = kept.slice(most);
      first += most;
    },
  };
};
