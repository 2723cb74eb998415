import { fileSettings } from '@daqidi/files';
import {
  addressesSetting,
  type ConfigValues,
  choiceSetting,
  flagSetting,
  keySetting,
  numberSetting,
  optional,
  processSettings,
  secretSetting,
  textSetting,
} from '@daqidi/runtime';
import { noticeSettings } from '@daqidi/webhooks';

/** How to reach Kafka, and who to be there. */
export const kafkaSettings = {
  brokers: addressesSetting({ env: 'KAFKA_BROKERS', meaning: 'Some of the brokers, `host:port` separated by commas.' }),
  kafkaTls: flagSetting({ env: 'DAQIDI_KAFKA_TLS', meaning: 'Whether the brokers are reached over TLS.', fallback: false }),
  kafkaCa: optional(
    textSetting({ env: 'DAQIDI_KAFKA_CA_FILE', meaning: 'Authorities (PEM) of the brokers; the system’s unless given.' }),
  ),
  kafkaCert: optional(textSetting({ env: 'DAQIDI_KAFKA_CERT_FILE', meaning: 'Client certificate (PEM) for the brokers.' })),
  kafkaKey: optional(textSetting({ env: 'DAQIDI_KAFKA_KEY_FILE', meaning: 'Private key (PEM) of that certificate.' })),
  kafkaSasl: optional(
    choiceSetting<'plain' | 'scram-sha-256' | 'scram-sha-512'>(['plain', 'scram-sha-256', 'scram-sha-512'], {
      env: 'DAQIDI_KAFKA_SASL',
      meaning: 'How the brokers are told who asks.',
    }),
  ),
  kafkaUser: optional(textSetting({ env: 'DAQIDI_KAFKA_USER', meaning: 'User name for the brokers.' })),
  kafkaPassword: optional(secretSetting({ env: 'DAQIDI_KAFKA_PASSWORD', meaning: 'Password for the brokers.' })),
  kafkaPrefix: textSetting({
    env: 'DAQIDI_KAFKA_PREFIX',
    meaning: 'Stands before the names of topics and groups, where several platforms share one Kafka.',
    fallback: '',
  }),
  partitions: numberSetting({
    env: 'DAQIDI_KAFKA_PARTITIONS',
    meaning: 'Partitions of every topic, the same in every process and for ever: a topic with another count is refused.',
    unit: 'partitions',
    fallback: 12,
    min: 1,
    max: 1_000,
  }),
  sessionTimeout: numberSetting({
    env: 'DAQIDI_KAFKA_SESSION_TIMEOUT',
    meaning: 'After how long without a sign of life an instance’s share of the work goes to the others.',
    unit: 'milliseconds',
    fallback: 10_000,
    min: 1_000,
    max: 300_000,
  }),
  restarts: numberSetting({
    env: 'DAQIDI_KAFKA_RESTARTS',
    meaning:
      'How often within five minutes a crashed consumer begins anew before the process ends with exit code 1. Crashes while no broker answers do not count.',
    unit: 'restarts',
    fallback: 20,
    max: 1_000,
  }),
};

/** How to reach the database, and who to be there. */
export const mongoSettings = {
  mongoUri: secretSetting({
    env: 'MONGODB_URI',
    meaning: 'The MongoDB server or replica set, `mongodb://host:port[,host:port]/?replicaSet=…`.',
  }),
  databasePrefix: textSetting({
    env: 'DAQIDI_MONGODB_DATABASE_PREFIX',
    meaning: 'Each service has a database of its own: this and its name.',
    fallback: 'daqidi_',
  }),
  mongoUser: optional(textSetting({ env: 'DAQIDI_MONGODB_USER', meaning: 'User name for the database (or in the URI).' })),
  mongoPassword: optional(secretSetting({ env: 'DAQIDI_MONGODB_PASSWORD', meaning: 'Password for the database.' })),
  mongoAuthSource: textSetting({
    env: 'DAQIDI_MONGODB_AUTH_SOURCE',
    meaning: 'The database that knows that user.',
    fallback: 'admin',
  }),
  mongoTls: flagSetting({ env: 'DAQIDI_MONGODB_TLS', meaning: 'Whether the database is reached over TLS.', fallback: false }),
  mongoCa: optional(
    textSetting({ env: 'DAQIDI_MONGODB_CA_FILE', meaning: 'Authorities (PEM) of the database; the system’s unless given.' }),
  ),
  mongoCertKey: optional(
    textSetting({
      env: 'DAQIDI_MONGODB_CERT_KEY_FILE',
      meaning: 'Client certificate and its key (PEM, one file) for the database.',
    }),
  ),
  mongoPool: numberSetting({
    env: 'DAQIDI_MONGODB_POOL',
    meaning: 'Connections to the database at once, per process.',
    unit: 'connections',
    fallback: 20,
    min: 2,
    max: 1_000,
  }),
  mongoTimeout: numberSetting({
    env: 'DAQIDI_MONGODB_TIMEOUT',
    meaning: 'How long an operation may wait for a server, a connection and an answer, each; then it is UNAVAILABLE.',
    unit: 'milliseconds',
    fallback: 4_000,
    min: 100,
    max: 120_000,
  }),
};

/** What a service must keep to itself, and whose word it takes. */
export const secretSettings = {
  masterKey: keySetting({
    env: 'DAQIDI_MASTER_KEY',
    meaning: 'Wraps the keys of the vault. Whoever loses it loses every text; keep it apart from the back-ups.',
    bytes: 32,
  }),
  lookupSecret: keySetting({
    env: 'DAQIDI_LOOKUP_SECRET',
    meaning: 'Under which look-up hashes and query codes are made. The same for ever.',
    bytes: 32,
  }),
  contextKeys: secretSetting({
    env: 'DAQIDI_CONTEXT_PUBLIC_KEYS',
    meaning:
      'Ed25519 keys (SPKI, base64url, separated by commas) with which a gateway may have signed who asks. SIGHUP reads them anew.',
  }),
};

const servicePorts = { intake: 4001, triage: 4002, assignment: 4003, supervision: 4004, scoring: 4005 } as const;

/** Everything that can be set for a service in a process of its own. */
export const serviceSettings = (name: keyof typeof servicePorts) => ({
  ...processSettings(servicePorts[name]),
  ...kafkaSettings,
  ...mongoSettings,
  ...secretSettings,
  ...fileSettings,
  notices: textSetting({
    env: 'DAQIDI_NOTICES',
    meaning:
      'The folder that notices to petitioners are put into, a file each: query codes among them. Whoever reads it can sign for people.',
    fallback: '.data/notices',
  }),
  ...noticeSettings,
});

export type KafkaValues = ConfigValues<typeof kafkaSettings>;
export type MongoValues = ConfigValues<typeof mongoSettings>;
export type ServiceValues = ConfigValues<ReturnType<typeof serviceSettings>>;
