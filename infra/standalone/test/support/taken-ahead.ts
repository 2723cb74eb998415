import type { Bus, DeliveredRecord } from '@daqidi/bus';

/**
 * Takes every record from the bus at once and hands it over from a queue of its partition. A member of a Kafka group is given
 * nothing of its other partitions while it has a record in hand: holding records back would hold back these too. What is queued
 * when the process ends is lost, so this is for tests of delivery order only.
 */
export const takenAhead = (inner: Bus): Bus => ({
  ...inner,
  consume: async ({ group, topics, onRecord }) => {
    const lanes = new Map<string, Promise<void>>();
    let stopped = false;
    const handOver = async (record: DeliveredRecord): Promise<void> => {
      while (!stopped) {
        try {
          return await onRecord(record);
        } catch {
          // As on the bus: a record that was not taken comes again.
        }
      }
    };
    const consumption = await inner.consume({
      group,
      topics,
      onRecord: async (record) => {
        const lane = `${record.partition}/${record.topic}`;
        lanes.set(
          lane,
          (lanes.get(lane) ?? Promise.resolve()).then(() => handOver(record)),
        );
      },
    });
    return {
      stop: async () => {
        stopped = true;
        await consumption.stop();
      },
    };
  },
});
