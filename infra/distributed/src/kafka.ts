import type { ConnectionOptions } from 'node:tls';
import { type Bus, createKafkaBus, type KafkaConnection, type KafkaSasl, prefixedBus } from '@daqidi/bus';
import { Fatal, type Logger, type Randomness } from '@daqidi/runtime';
import { clientTls } from './client-tls.js';
import type { KafkaValues } from './settings.js';

const restartWindow = 300_000;

const tlsOf = ({ kafkaTls, kafkaCa, kafkaCert, kafkaKey }: KafkaValues): ConnectionOptions | null => {
  const tls = clientTls({
    ca: ['DAQIDI_KAFKA_CA_FILE', kafkaCa],
    cert: ['DAQIDI_KAFKA_CERT_FILE', kafkaCert],
    key: ['DAQIDI_KAFKA_KEY_FILE', kafkaKey],
  });
  return kafkaTls || kafkaCa !== null || kafkaCert !== null ? { ...tls } : null;
};

/** A name or password that is set for nothing would be left out in silence. */
const saslOf = ({ kafkaSasl: mechanism, kafkaUser: username, kafkaPassword: password }: KafkaValues): KafkaSasl | null => {
  if (mechanism === null && username === null && password === null) return null;
  if (mechanism === null || username === null || password === null)
    throw new Fatal('DAQIDI_KAFKA_SASL, DAQIDI_KAFKA_USER and DAQIDI_KAFKA_PASSWORD go together');
  return { mechanism, username, password };
};

/** How to reach the brokers, as the settings say. Throws where these contradict each other, or name files that are of no use. */
export const kafkaConnection = (values: KafkaValues, clientId: string, log: Logger): KafkaConnection => {
  const [ssl, sasl] = [tlsOf(values), saslOf(values)];
  return {
    brokers: values.brokers,
    clientId,
    log,
    ...(ssl === null ? {} : { ssl }),
    ...(sasl === null ? {} : { sasl }),
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
