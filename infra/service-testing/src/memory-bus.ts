import { type Bus, type BusRecord, type DeliveredRecord, silentBus } from '@daqidi/bus';

export interface MemoryBus extends Bus {
  /** Everything published so far, in order. */
  readonly published: readonly BusRecord[];
  /** Hands a record to whoever listens to the topic. Rejects where the listener does. */
  deliver(topic: string, record: BusRecord): Promise<void>;
}

/** A bus for one service: it keeps what the service says, lets it hear its own topics, and hands over what a test tells it. */
export const createMemoryBus = (): MemoryBus => {
  const published: BusRecord[] = [];
  const listening = new Map<string, (record: DeliveredRecord) => Promise<void>>();
  const offsets = new Map<string, number>();
  const deliver = async (topic: string, record: BusRecord): Promise<void> => {
    const offset = offsets.get(topic) ?? 0;
    offsets.set(topic, offset + 1);
    await listening.get(topic)?.({ ...record, topic, partition: 0, offset: String(offset) });
  };
  return {
    ...silentBus,
    published,
    deliver,
    publish: async (topic, records) => {
      published.push(...records);
      for (const record of records) await deliver(topic, record);
    },
    consume: async ({ topics, onRecord }) => {
      for (const topic of topics) listening.set(topic, onRecord);
      return { stop: async () => listening.clear() };
    },
  };
};
