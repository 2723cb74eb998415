import { createRequire } from 'node:module';

interface Admin {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  describeGroups(groups: readonly string[]): Promise<{ groups: { state: string; members: unknown[] }[] }>;
  deleteGroups(groups: readonly string[]): Promise<unknown>;
  deleteTopics(options: { topics: readonly string[] }): Promise<void>;
  fetchTopicMetadata(): Promise<{ topics: { name: string }[] }>;
}

interface Library {
  readonly Kafka: new (options: object) => { admin(): Admin };
  readonly logLevel: { readonly NOTHING: number };
}

// The client that the bus uses, at its version; the bus itself offers no such questions, and no product code asks them.
const { Kafka, logLevel } = createRequire(createRequire(import.meta.url).resolve('@daqidi/bus'))('kafkajs') as Library;

/** Asks the brokers what only an administrator may. */
export const askKafka = async <Answer>(brokers: string, ask: (admin: Admin) => Promise<Answer>): Promise<Answer> => {
  const admin = new Kafka({ brokers: brokers.split(','), clientId: 'test', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
};

/** How many members a consumer group has right now. */
export const membersOf = (brokers: string, group: string): Promise<number> =>
  askKafka(brokers, async (admin) => (await admin.describeGroups([group])).groups[0]?.members.length ?? 0);
