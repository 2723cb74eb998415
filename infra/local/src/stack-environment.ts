import { join } from 'node:path';
import type { StackSecrets } from './stack-secrets.js';
import { type Environment, settingsFor } from './stack-settings.js';

export const stackServices = ['intake', 'triage', 'assignment', 'supervision', 'scoring'] as const;
export type StackServiceName = (typeof stackServices)[number];
export type StackProcessName = StackServiceName | 'gateway';

export interface StackPlaces {
  readonly secrets: StackSecrets;
  readonly brokers: readonly string[];
  /** Undefined where the person's own MONGODB_URI or MONGODB_URI_FILE is passed on. */
  readonly mongoUri: string | undefined;
  /** Where each instance of a service listens. */
  portsOf(name: StackServiceName): readonly number[];
}

const serverSettings = ({ brokers, mongoUri }: StackPlaces): Environment => ({
  KAFKA_BROKERS: brokers.join(','),
  ...(mongoUri === undefined ? {} : { MONGODB_URI: mongoUri }),
});

export const opsEnvironment = (given: Environment, places: StackPlaces): Environment => ({
  ...settingsFor('ops', given),
  ...serverSettings(places),
});

/** One store for all of them, beside the secrets unless a person names another. */
const fileSettings = (given: Environment, { secrets }: StackPlaces): Environment => ({
  ...(given['DAQIDI_FILES'] ? {} : { DAQIDI_FILES: join(secrets.directory, 'files') }),
  DAQIDI_FILES_SECRET_FILE: secrets.filesSecretFile,
});

export const serviceEnvironment = (given: Environment, places: StackPlaces, port: number): Environment => ({
  ...settingsFor('services', given),
  ...serverSettings(places),
  ...fileSettings(given, places),
  DAQIDI_HOST: '127.0.0.1',
  DAQIDI_PORT: String(port),
  DAQIDI_MASTER_KEY_FILE: places.secrets.masterKeyFile,
  DAQIDI_LOOKUP_SECRET_FILE: places.secrets.lookupSecretFile,
  DAQIDI_NOTICES: join(places.secrets.directory, 'notices'),
  DAQIDI_CONTEXT_PUBLIC_KEYS_FILE: places.secrets.contextPublicKeysFile,
});

export const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

export const gatewayEnvironment = (given: Environment, places: StackPlaces, port: number): Environment => ({
  ...settingsFor('gateway', given),
  ...fileSettings(given, places),
  // An identity provider, where one is named, else the issuer of the demonstration.
  ...(given.DAQIDI_JWKS_URL ? {} : { DAQIDI_DEVELOPMENT_ISSUER: places.secrets.directory }),
  ...Object.fromEntries(
    stackServices.map((name) => [`DAQIDI_${name.toUpperCase()}_URL`, places.portsOf(name).map(localUrl).join(',')]),
  ),
  DAQIDI_HOST: '127.0.0.1',
  DAQIDI_PORT: String(port),
  DAQIDI_CONTEXT_PRIVATE_KEY_FILE: places.secrets.contextPrivateKeyFile,
});
