import type { Admin, ITopicConfig } from 'kafkajs';
import { createKafkaAdmin } from './admin.js';
import type { KafkaConnection } from './options.js';

export interface CreateTopicsOptions extends KafkaConnection {
  readonly topics: readonly string[];
  readonly partitions: number;
  /** Copies of each partition: not more than there are brokers. */
  readonly replicationFactor?: number;
  /** Topic settings of the broker, such as `min.insync.replicas`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The topics keep everything: the archive's twin, not a queue that is emptied. */
const kept = { 'retention.ms': '-1', 'retention.bytes': '-1', 'cleanup.policy': 'delete' };

/** Partitions per topic, of those that exist. */
export const partitionCounts = async (admin: Admin, topics: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const found = await admin.fetchTopicMetadata();
  return new Map(
    found.topics.filter(({ name }) => topics.includes(name)).map(({ name, partitions }) => [name, partitions.length]),
  );
};

/** One line each. A different count cannot be repaired here: keys would move to other partitions. */
export const mismatches = (counts: ReadonlyMap<string, number>, partitions: number): readonly string[] =>
  [...counts]
    .filter(([, count]) => count !== partitions)
    .map(([topic, count]) => `topic ${topic} has ${count} partitions, ${partitions} are expected`);

/**
 * Creates those topics that do not exist, to be kept for ever, and answers their names. Rejects where an existing one has
 * another partition count, and with UNAVAILABLE where no broker answers.
 */
export const createTopics = async (options: CreateTopicsOptions): Promise<readonly string[]> => {
  const { partitions, replicationFactor = 1, settings = {} } = options;
  const topics = [...new Set(options.topics)];
  const admin = createKafkaAdmin(options);
  try {
    const counts = await admin.use((client) => partitionCounts(client, topics));
    const wrong = mismatches(counts, partitions);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    const missing = topics.filter((topic) => !counts.has(topic));
    const configEntries = Object.entries({ ...kept, ...settings }).map(([name, value]) => ({ name, value }));
    const wanted = missing.map((topic): ITopicConfig => ({ topic, numPartitions: partitions, replicationFactor, configEntries }));
    if (wanted.length > 0) await admin.use((client) => client.createTopics({ topics: wanted, waitForLeaders: true }));
    // A leader is named a moment before it serves; what is published in that moment is published several times.
    for (const topic of missing) await admin.use((client) => client.fetchTopicOffsets(topic));
    return missing;
  } finally {
    await admin.close();
  }
};
