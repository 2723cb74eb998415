import { setImmediate as turn } from 'node:timers/promises';
import { streamOfRecord } from '@daqidi/events';
import { unavailable } from '@daqidi/runtime';
import type { Bus, DeliveredRecord, Replay } from '../../src/port.js';

/** A record that could be handed over next: the head of one lane, a lane being a group's partition of a topic. */
export interface Waiting {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  /** The key where the record names no stream. */
  readonly stream: string;
}

/** For tests of delivery order. Give the bus inside many partitions: keys that share one keep their order to each other. */
export interface PermutingBus extends Bus {
  /** From now on every delivery to a group waits. Replays are never held. */
  hold(): void;
  /** Lets everything that waits go, and what comes later. */
  flow(): void;
  /**
   * While held: hands over one waiting record at a time, `pick` choosing its index among the heads of all lanes in the order of
   * their names; before each, `settled` (outboxes empty, timers quiet) and the presence of every head are awaited, so that
   * the same picks give the same run. A record that its handler rejects waits again. Answers how many were handed over
   * when nothing is left for any group.
   */
  release(pick: (candidates: readonly Waiting[]) => number, settled: () => Promise<void>): Promise<number>;
}

interface Pending {
  readonly group: string;
  readonly record: DeliveredRecord;
  /** Resolves when the handler is through, whether well or not. */
  go(): Promise<void>;
  refuse(error: Error): void;
}

/**
 * Offsets by topic and partition, read by replays of our own: no port tells which partition a key has. It knows all that was
 * published here once as many records came by.
 */
const createOffsetIndex = (inner: Bus) => {
  const offsets = new Map<string, bigint[]>();
  const counts = new Map<string, { read: number; published: number }>();
  const replays = new Map<string, Promise<Replay>>();
  const laneOf = ({ topic, partition }: DeliveredRecord): string => `${partition}/${topic}`;
  const countOf = (topic: string) => {
    const count = counts.get(topic) ?? { read: 0, published: 0 };
    counts.set(topic, count);
    return count;
  };
  const add = (record: DeliveredRecord): void => {
    const lane = offsets.get(laneOf(record)) ?? [];
    offsets.set(laneOf(record), lane);
    lane.push(BigInt(record.offset));
    countOf(record.topic).read += 1;
  };
  return {
    follow: async (topics: readonly string[]): Promise<void> => {
      for (const topic of topics) {
        const replay = replays.get(topic) ?? inner.replay({ topics: [topic], onRecord: add });
        replays.set(topic, replay);
        await (await replay).caughtUp;
        const count = countOf(topic);
        count.published = Math.max(count.published, count.read);
      }
    },
    published: (topic: string, records: number): void => {
      countOf(topic).published += records;
    },
    read: (topic: string): number => countOf(topic).read,
    complete: (): boolean => [...replays.keys()].map(countOf).every(({ read, published }) => read >= published),
    /** Records from this one to the end of its partition. */
    from: (record: DeliveredRecord): number => {
      const lane = offsets.get(laneOf(record)) ?? [];
      const first = lane.findLastIndex((offset) => offset < BigInt(record.offset)) + 1;
      return lane.length - first;
    },
  };
};

interface Subscription {
  readonly group: string;
  readonly topic: string;
  /** Records that were there, untaken, when it began, less those of the topic known then. */
  readonly before: number;
  taken: number;
}

export const createPermutingBus = (inner: Bus): PermutingBus => {
  const index = createOffsetIndex(inner);
  const pending = new Map<string, Pending>();
  const subscribed = new Set<Subscription>();
  let held = false;
  let closed = false;

  const present = (group: string, record: DeliveredRecord, handle: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const lane = JSON.stringify([group, record.topic, record.partition]);
      const take = (): void => void pending.delete(lane);
      pending.set(lane, {
        group,
        record,
        go: async () => {
          take();
          await handle().then(resolve, reject);
        },
        refuse: (error) => {
          take();
          reject(error);
        },
      });
    });

  /** Every record not taken is in a lane whose head waits here: then their counts add up to the lag, and only then. */
  const allPresented = (): boolean =>
    index.complete() &&
    [...subscribed].every(({ group, topic, before, taken }) => {
      const heads = [...pending.values()].filter((head) => head.group === group && head.record.topic === topic);
      const waiting = heads.reduce((sum, { record }) => sum + index.from(record), 0);
      return waiting === before + index.read(topic) - taken;
    });

  const heads = async (): Promise<readonly Pending[]> => {
    while (!allPresented()) await turn();
    const byName = [...pending].sort(([one], [other]) => (one < other ? -1 : 1));
    return byName.map(([, head]) => head);
  };

  const describe = ({ group, record }: Pending): Waiting => ({
    group,
    topic: record.topic,
    partition: record.partition,
    key: record.key,
    stream: streamOfRecord(record) ?? record.key,
  });

  const leaving = (): Error => unavailable(new Error('the consumer stops'));

  return {
    ...inner,
    publish: async (topic, records) => {
      await inner.publish(topic, records);
      index.published(topic, records.length);
    },
    consume: async ({ group, topics, onRecord }) => {
      await index.follow(topics);
      const subscriptions = await Promise.all(
        topics.map(async (topic): Promise<Subscription> => {
          const lag = await inner.lag(group, [topic]);
          return { group, topic, before: lag - index.read(topic), taken: 0 };
        }),
      );
      for (const subscription of subscriptions) subscribed.add(subscription);
      const took = ({ topic }: DeliveredRecord): void => {
        for (const subscription of subscriptions) if (subscription.topic === topic) subscription.taken += 1;
      };
      const mine = new Set<DeliveredRecord>();
      let left = closed;
      const deliver = async (record: DeliveredRecord): Promise<void> => {
        if (left || closed) throw leaving();
        mine.add(record);
        try {
          await (held ? present(group, record, () => onRecord(record)) : onRecord(record));
          took(record);
        } finally {
          mine.delete(record);
        }
      };
      const consumption = await inner.consume({ group, topics, onRecord: deliver });
      return {
        stop: async () => {
          left = true;
          for (const subscription of subscriptions) subscribed.delete(subscription);
          for (const head of [...pending.values()]) if (mine.has(head.record)) head.refuse(leaving());
          await consumption.stop();
        },
      };
    },
    close: async () => {
      closed = true;
      for (const head of [...pending.values()]) head.refuse(leaving());
      await inner.close();
    },
    hold: () => {
      held = true;
    },
    flow: () => {
      held = false;
      for (const head of [...pending.values()]) void head.go();
    },
    release: async (pick, settled) => {
      for (let released = 0; ; released += 1) {
        await settled();
        const candidates = await heads();
        if (candidates.length === 0) return released;
        const chosen = candidates[pick(candidates.map(describe))];
        if (chosen === undefined) throw new RangeError('the pick is none of the candidates');
        await chosen.go();
      }
    },
  };
};
