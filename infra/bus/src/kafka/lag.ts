import type { Admin } from 'kafkajs';

/** Per partition of a topic, the offset that its next record will get. */
export const endsOf = async (admin: Admin, topic: string): Promise<ReadonlyMap<number, bigint>> =>
  new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));

/** Records between what the group has committed and the ends of the topics. A new group lacks everything. */
export const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  let lag = 0n;
  for (const { topic, partitions } of committed) {
    const offsets = await admin.fetchTopicOffsets(topic);
    for (const { partition, high, low } of offsets) {
      const offset = BigInt(partitions.find((one) => one.partition === partition)?.offset ?? -1);
      const from = offset < BigInt(low) ? BigInt(low) : offset;
      if (BigInt(high) > from) lag += BigInt(high) - from;
    }
  }
  return Number(lag);
};
