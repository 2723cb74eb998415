import type { ConnectionOptions } from 'node:tls';
import { type Bus, createKafkaBus, type KafkaConnection } from '@daqidi/bus';
import { type Logger, type Randomness, readPem } from '@daqidi/runtime';
import { prefixedBus } from './prefixed-bus.js';
import type { KafkaValues } from './settings.js';

const restartWindow = 300_000;

const tlsOf = ({ kafkaTls, kafkaCa, kafkaCert, kafkaKey }: KafkaValues): ConnectionOptions | null =>
  kafkaTls || kafkaCa !== null || kafkaCert !== null
    ? {
        ...(kafkaCa === null ? {} : { ca: readPem('DAQIDI_KAFKA_CA_FILE', kafkaCa) }),
        ...(kafkaCert === null ? {} : { cert: readPem('DAQIDI_KAFKA_CERT_FILE', kafkaCert) }),
        ...(kafkaKey === null ? {} : { key: readPem('DAQIDI_KAFKA_KEY_FILE', kafkaKey) }),
      }
    : null;

/** How to reach the brokers, as the settings say. */
export const kafkaConnection = (values: KafkaValues, clientId: string, log: Logger): KafkaConnection => {
  const ssl = tlsOf(values);
  return {
    brokers: values.brokers,
    clientId,
    log,
    ...(ssl === null ? {} : { ssl }),
    ...(values.kafkaSasl === null
      ? {}
      : {
          sasl: { mechanism: values.kafkaSasl, username: values.kafkaUser ?? '', password: values.kafkaPassword ?? '' },
        }),
  };
};

export interface KafkaDeps {
  readonly values: KafkaValues;
  readonly clientId: string;
  readonly log: Logger;
  readonly randomness: Randomness;
  /** The bus cannot go on: the process has to end. */
  fail(error: Error): void;
}

/** The bus on Apache Kafka, under the prefix that the settings name. */
export const openKafkaBus = async ({ values, clientId, log, randomness, fail }: KafkaDeps): Promise<Bus> => {
  const bus = await createKafkaBus({
    ...kafkaConnection(values, `${values.kafkaPrefix}${clientId}`, log),
    partitions: values.partitions,
    sessionTimeout: values.sessionTimeout,
    restartBudget: { restarts: values.restarts, within: restartWindow },
    randomness,
    fail,
  });
  return values.kafkaPrefix === '' ? bus : prefixedBus(bus, values.kafkaPrefix);
};
