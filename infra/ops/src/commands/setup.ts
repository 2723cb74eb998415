import { BadDistrict, bazhouSeed, establishDirectory, loadDistrict, problemLine, readDistrict } from '@daqidi/assignment';
import { createTopics } from '@daqidi/bus';
import { directoryTopic, topicOf } from '@daqidi/events';
import { Fatal } from '@daqidi/runtime';
import { serviceNames } from '@daqidi/schemas';
import type { Operator } from '../operator.js';
import { type Report, report } from '../report.js';
import type { Services } from '../services.js';

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

/** Does it to the directory's owner, and publishes what came of it. */
const onDirectory = async <Answer>(
  { open, onDatabase }: Operator,
  write: (service: Services['assignment']) => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly swept: number }> => {
  const { service } = await open('assignment');
  return onDatabase(async () => {
    const answer = await write(service);
    await service.store.idle();
    const swept = await service.store.sweepOutboxes();
    await service.store.idle();
    return { answer, swept };
  });
};

/** Loads the district of the settings; where they name none, the demonstration district, on a database that holds none. */
export const seedDirectory = async (operator: Operator): Promise<Report> => {
  const { district } = operator.settings;
  if (district !== null) return loadDirectory(operator, district);
  const seed = bazhouSeed();
  const { answer: isItsOwn, swept } = await onDirectory(operator, async ({ model }) => {
    await establishDirectory(model, seed);
    return (await model.regions.collection.byId(seed.regions[0]?.id ?? '')) !== null;
  });
  return report({ swept }, [`the directory of ${isItsOwn ? 'Bazhou District' : 'another district'} is there`]);
};

/** Writes a district's directory from its files, or brings it up to date. All that is wrong is told, and nothing is written then. */
export const loadDirectory = async (operator: Operator, path: string): Promise<Report> => {
  const beforeChanges = (): void => {
    if (operator.settings.masterKey === null)
      throw new Fatal('reasons are sealed: set DAQIDI_MASTER_KEY as the assignment service has it');
  };
  try {
    const seed = readDistrict(path);
    const { answer } = await onDirectory(operator, (service) => loadDistrict(service.tools, seed, beforeChanges));
    const { begun, changes } = answer;
    const name = seed.regions.find(({ level }) => level === 'DISTRICT')?.name;
    return report(answer, [begun ? `the directory of ${name} is there` : `the directory of ${name}: ${changes} changes`]);
  } catch (error) {
    if (!(error instanceof BadDistrict)) throw error;
    return report(
      error.problems,
      [...error.problems.map(problemLine), `${error.problems.length} problems; nothing was written`],
      false,
    );
  }
};
