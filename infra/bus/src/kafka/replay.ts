import { unavailable } from '@daqidi/runtime';
import type { DeliveredRecord } from '../port.js';

export interface Progress {
  readonly caughtUp: Promise<void>;
  /** Whether the record is new here: after a new beginning, those handed over before come again. */
  isNew(record: DeliveredRecord): boolean;
  taken(record: DeliveredRecord): void;
  giveUp(): void;
}

const laneOf = (topic: string, partition: number): string => `${partition}/${topic}`;

/** How far a replay has come, measured against the ends of the topics at its start. */
export const createProgress = (ends: ReadonlyMap<string, ReadonlyMap<number, bigint>>): Progress => {
  let arrived: () => void = () => undefined;
  let gaveUp: (error: Error) => void = () => undefined;
  const caughtUp = new Promise<void>((resolve, reject) => {
    arrived = resolve;
    gaveUp = reject;
  });
  caughtUp.catch(() => undefined);
  const nexts = new Map<string, bigint>();
  const behind = new Map<string, bigint>();
  for (const [topic, partitions] of ends) {
    for (const [partition, end] of partitions) if (end > 0n) behind.set(laneOf(topic, partition), end);
  }
  if (behind.size === 0) arrived();

  return {
    caughtUp,
    isNew: ({ topic, partition, offset }) => BigInt(offset) >= (nexts.get(laneOf(topic, partition)) ?? 0n),
    taken: ({ topic, partition, offset }) => {
      const lane = laneOf(topic, partition);
      const next = BigInt(offset) + 1n;
      nexts.set(lane, next);
      if (next >= (behind.get(lane) ?? 0n)) behind.delete(lane);
      if (behind.size === 0) arrived();
    },
    giveUp: () => gaveUp(unavailable(new Error('the replay was stopped'))),
  };
};
