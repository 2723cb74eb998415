import { randomUUID } from 'node:crypto';
import { createContextKeys } from '@daqidi/identity';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { serviceNames } from '@daqidi/schemas';
import { createDatabase, mongoSettings } from '../../src/index.js';
import type { Environment } from './processes.js';

export interface Places {
  readonly brokers: string;
  readonly mongoUri: string;
  /** For the operator's command line: the servers, under a name of the test's own. */
  readonly environment: Environment;
  /** For a service: the same, any free port, and secrets. */
  readonly serviceEnvironment: Environment;
  /** The key with which a gateway signs for these services, as its settings have it. */
  readonly contextPrivateKey: string;
  /** Takes the databases away. */
  clear(): Promise<void>;
}

const secret = Buffer.alloc(32, 7).toString('base64url');

/** A place of one's own on the servers that `npm run test:stack` brings up, or on those given. */
export const usePlaces = (instead: { readonly brokers?: string; readonly mongoUri?: string } = {}): Places => {
  const { KAFKA_BROKERS: brokers = instead.brokers, MONGODB_URI: mongoUri = instead.mongoUri } = { ...process.env };
  if (brokers === undefined || mongoUri === undefined)
    throw new Error('set KAFKA_BROKERS and MONGODB_URI, or run npm run test:stack, which brings them up');
  const mark = `t${randomUUID().slice(0, 8)}`;
  const keys = createContextKeys();
  const environment = {
    KAFKA_BROKERS: instead.brokers ?? brokers,
    MONGODB_URI: instead.mongoUri ?? mongoUri,
    DAQIDI_KAFKA_PREFIX: `${mark}.`,
    DAQIDI_KAFKA_PARTITIONS: '2',
    DAQIDI_MONGODB_DATABASE_PREFIX: `${mark}_`,
  };
  return {
    brokers,
    mongoUri,
    environment,
    serviceEnvironment: {
      ...environment,
      DAQIDI_PORT: '0',
      DAQIDI_MASTER_KEY: secret,
      DAQIDI_LOOKUP_SECRET: secret,
      DAQIDI_CONTEXT_PUBLIC_KEYS: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    },
    contextPrivateKey: keys.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    clear: async () => {
      const values = defineConfig(mongoSettings).parse({ MONGODB_URI: mongoUri });
      for (const name of serviceNames) {
        const database = createDatabase({ values, name: `${mark}_${name}`, log: silentLogger, randomness: systemRandomness });
        await database.open(AbortSignal.timeout(30_000));
        await database.connection.dropDatabase();
        await database.close();
      }
    },
  };
};
