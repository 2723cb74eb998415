import { districtSetting } from '@daqidi/assignment';
import { kafkaSettings, mongoSettings, secretSettings } from '@daqidi/distributed';
import { type ConfigValues, choiceSetting, defineConfig, type LogLevel, numberSetting, optional } from '@daqidi/runtime';

/** Everything that can be set for the operator's command line. Secrets are asked for only where something is redriven. */
export const opsSettings = {
  ...kafkaSettings,
  replication: numberSetting({
    env: 'DAQIDI_KAFKA_REPLICATION',
    meaning: 'Copies of each partition of a topic that is created: not more than there are brokers.',
    unit: 'copies',
    fallback: 1,
    min: 1,
    max: 100,
  }),
  ...mongoSettings,
  district: districtSetting,
  masterKey: optional(secretSettings.masterKey),
  lookupSecret: optional(secretSettings.lookupSecret),
  patience: numberSetting({
    env: 'DAQIDI_OPS_PATIENCE',
    meaning: 'How long Kafka and MongoDB are waited for.',
    unit: 'milliseconds',
    fallback: 60_000,
    min: 1_000,
    max: 3_600_000,
  }),
  logLevel: choiceSetting<LogLevel>(['debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    env: 'DAQIDI_LOG_LEVEL',
    meaning: 'The least important log lines that are written.',
    fallback: 'warn',
  }),
};

export const opsConfig = defineConfig(opsSettings);

export type OpsValues = ConfigValues<typeof opsSettings>;
