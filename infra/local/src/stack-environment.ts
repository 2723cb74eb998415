import type { StackSecrets } from './stack-secrets.js';

export const stackServices = ['intake', 'triage', 'assignment', 'supervision', 'scoring'] as const;
export type StackServiceName = (typeof stackServices)[number];
export type StackProcessName = StackServiceName | 'gateway';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface StackPlaces {
  readonly secrets: StackSecrets;
  readonly brokers: readonly string[];
  /** Undefined where the person's own MONGODB_URI or MONGODB_URI_FILE is passed on. */
  readonly mongoUri: string | undefined;
  /** Where each instance of a service listens. */
  portsOf(name: StackServiceName): readonly number[];
}

const ours = /^(?:DAQIDI|KAFKA|MONGODB)_/;
const servers = /^(?:KAFKA_BROKERS$|MONGODB_URI|DAQIDI_KAFKA_|DAQIDI_MONGODB_)/;

/** Which settings that a person has set reach whom: a process refuses those that it does not know. */
const passedOn = {
  service: (name: string): boolean =>
    /^DAQIDI_(?:LOG_LEVEL|STOP_FUSE)$/.test(name) || (servers.test(name) && name !== 'DAQIDI_KAFKA_REPLICATION'),
  gateway: (name: string): boolean =>
    /^DAQIDI_(?:LOG_LEVEL|STOP_FUSE|DEADLINE|INTROSPECTION|IN_FLIGHT|RATE|BURST|SUPERGRAPH|JWKS_URL|TOKEN_\w+|SUBGRAPH_CONNECTIONS)$/.test(
      name,
    ),
  ops: (name: string): boolean => /^DAQIDI_(?:LOG_LEVEL|OPS_PATIENCE)$/.test(name) || servers.test(name),
} as const;

const chosen = (given: Environment, kind: keyof typeof passedOn): Environment =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !ours.test(name) || passedOn[kind](name)));

const serverSettings = ({ brokers, mongoUri }: StackPlaces): Environment => ({
  KAFKA_BROKERS: brokers.join(','),
  ...(mongoUri === undefined ? {} : { MONGODB_URI: mongoUri }),
});

export const opsEnvironment = (given: Environment, places: StackPlaces): Environment => ({
  ...chosen(given, 'ops'),
  ...serverSettings(places),
});

export const serviceEnvironment = (given: Environment, places: StackPlaces, port: number): Environment => ({
  ...chosen(given, 'service'),
  ...serverSettings(places),
  DAQIDI_HOST: '127.0.0.1',
  DAQIDI_PORT: String(port),
  DAQIDI_MASTER_KEY_FILE: places.secrets.masterKeyFile,
  DAQIDI_LOOKUP_SECRET_FILE: places.secrets.lookupSecretFile,
  DAQIDI_CONTEXT_PUBLIC_KEYS_FILE: places.secrets.contextPublicKeysFile,
});

export const localUrl = (port: number): string => `http://127.0.0.1:${port}`;

export const gatewayEnvironment = (given: Environment, places: StackPlaces, port: number): Environment => ({
  ...chosen(given, 'gateway'),
  // An identity provider, where one is named, else the issuer of the demonstration.
  ...(given.DAQIDI_JWKS_URL ? {} : { DAQIDI_DEVELOPMENT_ISSUER: places.secrets.directory }),
  ...Object.fromEntries(
    stackServices.map((name) => [`DAQIDI_${name.toUpperCase()}_URL`, places.portsOf(name).map(localUrl).join(',')]),
  ),
  DAQIDI_HOST: '127.0.0.1',
  DAQIDI_PORT: String(port),
  DAQIDI_CONTEXT_PRIVATE_KEY_FILE: places.secrets.contextPrivateKeyFile,
});
