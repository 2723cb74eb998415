import { join } from 'node:path';
import { databaseProgram, startStack } from '@daqidi/local';

const { MONGO_STAND_IN, DAQIDI_MONGODB_DATABASE_PREFIX: prefix = 'daqidi_' } = process.env;

/**
 * Starts the distributed form on a directory, with what `startPlatform` tells of the one-process form; `database` is where its
 * documents are. Database and broker are its own: MONGO_STAND_IN names a program that takes MongoDB's place; or those that
 * MONGODB_URI and KAFKA_BROKERS name.
 */
export const startStackPlatform = async ({ directory, instances = 1 }) => {
  const began = performance.now();
  const stack = await startStack({
    directory,
    instances,
    ...(MONGO_STAND_IN === undefined ? {} : { startDatabase: databaseProgram(MONGO_STAND_IN) }),
    environment: {
      ...process.env,
      DAQIDI_MONGODB_DATABASE_PREFIX: prefix,
      DAQIDI_LOG_LEVEL: 'warn',
      DAQIDI_RATE: '1000000',
      DAQIDI_BURST: '1000000',
    },
  });
  const readyMilliseconds = Math.round(performance.now() - began);
  const servers = [
    ['kafka', stack.kafka.pid],
    ['database', stack.mongo.pid],
  ].filter(([, pid]) => pid !== null);
  return {
    url: stack.url,
    secrets: join(directory, 'secrets'),
    metricsUrls: stack.processes.filter(({ name }) => name !== 'gateway').map(({ url }) => url),
    pids: Object.fromEntries([...servers, ...stack.processes.map(({ name, instance, pid }) => [`${name}-${instance}`, pid])]),
    database: { uri: stack.environmentOf('intake').MONGODB_URI, prefix },
    readyMilliseconds,
    stop: () => stack.stop(),
  };
};
