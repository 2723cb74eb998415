import { bazhouSeed, establishDirectory } from '@daqidi/assignment';
import { createTopics } from '@daqidi/bus';
import { directoryTopic, topicOf } from '@daqidi/events';
import { serviceNames } from '@daqidi/schemas';
import type { Operator } from '../operator.js';
import { type Report, report } from '../report.js';

export const allTopics: readonly string[] = [directoryTopic, ...serviceNames.map(topicOf)];

/** Creates the topics that do not exist, with the partition count of the settings. */
export const createAllTopics = async ({ whenKafka, settings }: Operator): Promise<Report> => {
  const created = await whenKafka((connection) =>
    createTopics({
      ...connection,
      topics: allTopics.map((topic) => `${settings.kafkaPrefix}${topic}`),
      partitions: settings.partitions,
      replicationFactor: settings.replication,
    }),
  );
  return report(
    { created, partitions: settings.partitions },
    allTopics.map(
      (topic) =>
        `${topic}: ${created.includes(`${settings.kafkaPrefix}${topic}`) ? `created, ${settings.partitions} partitions` : 'there already'}`,
    ),
  );
};

/** Creates the indexes that are missing, of every service. */
export const createAllIndexes = async ({ open, onDatabase }: Operator): Promise<Report> => {
  const found = [];
  for (const name of serviceNames) {
    const { service } = await open(name);
    const { missing } = await onDatabase(() => service.store.indexProblems());
    await onDatabase(() => service.prepare());
    found.push({ service: name, created: missing });
  }
  return report(
    found,
    found.map(({ service, created }) => `${service}: ${created.length} indexes created`),
  );
};

/** Writes the demonstration district's first directory; what is there already stays. */
export const seedDirectory = async ({ open, onDatabase }: Operator): Promise<Report> => {
  const { service } = await open('assignment');
  const left = await onDatabase(async () => {
    await establishDirectory(service.model, bazhouSeed());
    await service.store.idle();
    const swept = await service.store.sweepOutboxes();
    await service.store.idle();
    return swept;
  });
  return report({ swept: left }, ['the directory of Bazhou District is there']);
};
