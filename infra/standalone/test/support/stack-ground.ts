import { type Bus, createTopics } from '@daqidi/bus';
import { createDatabase, kafkaConnection, kafkaSettings, mongoSettings, openKafkaBus } from '@daqidi/distributed';
import { directoryTopic, topicOf } from '@daqidi/events';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import type { Ground } from '@daqidi/standalone';
import type { Servers } from './servers.js';

const config = defineConfig({ ...kafkaSettings, ...mongoSettings });

export const partitions = 4;

/** What processes are told to find their place on the servers. */
export const environmentOn = ({ brokers, mongoUri, mark }: Servers): Readonly<Record<string, string>> => ({
  KAFKA_BROKERS: brokers,
  MONGODB_URI: mongoUri,
  DAQIDI_KAFKA_PREFIX: mark,
  DAQIDI_KAFKA_PARTITIONS: String(partitions),
  DAQIDI_MONGODB_DATABASE_PREFIX: `${mark.replaceAll('.', '_')}`,
});

export interface StackGround extends Ground {
  /** Closes the connections and leaves everything there. */
  leave(): Promise<void>;
}

/** Topics and databases of its own on the servers, through the real clients; gone when it is closed. */
export const openStackGround = async (servers: Servers, around: (bus: Bus) => Bus = (bus) => bus): Promise<StackGround> => {
  const values = config.parse(environmentOn(servers));
  const log = silentLogger;
  await createTopics({
    ...kafkaConnection(values, 'test', log),
    topics: [directoryTopic, ...serviceNames.map(topicOf)].map((topic) => `${values.kafkaPrefix}${topic}`),
    partitions,
  });
  const bus = await openKafkaBus({ values, clientId: 'test', log, randomness: systemRandomness, fail: () => undefined });
  const databases = new Map(
    serviceNames.map((name) => [
      name,
      createDatabase({ values, name: `${values.databasePrefix}${name}`, log, randomness: systemRandomness }),
    ]),
  );
  await Promise.all([...databases.values()].map((database) => database.open(AbortSignal.timeout(30_000))));
  return {
    bus: around(bus),
    connectionOf: (service: ServiceName) => {
      const database = databases.get(service);
      if (database === undefined) throw new Error(`no database is open for ${service}`);
      return database.connection;
    },
    leave: async () => {
      await bus.close();
      for (const { close } of databases.values()) await close();
    },
    close: async () => {
      await bus.close();
      for (const { connection, close } of databases.values()) {
        await connection.dropDatabase();
        await close();
      }
    },
  };
};
