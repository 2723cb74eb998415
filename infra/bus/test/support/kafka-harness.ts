import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@daqidi/local';
import { type Logger, silentLogger, systemRandomness } from '@daqidi/runtime';
import kafkajs from 'kafkajs';
import { type Bus, createKafkaBus, createTopics, type DeliveredRecord, type KafkaBusOptions } from '../../src/index.js';
import type { BusHarness } from '../contract/bus-contract.js';

export const partitions = 8;
const usedTopics = ['daqidi.contract.v1', 'daqidi.other.v1', 'daqidi.empty.v1', 'daqidi.intake.v1'];

/** The broker that KAFKA_BROKERS names, else one of our own for as long as the tests of this file run. */
export const useBroker = async (): Promise<{ readonly brokers: readonly string[]; stop(): Promise<void> }> => {
  const given = process.env.KAFKA_BROKERS;
  if (given) return { brokers: given.split(','), stop: async () => undefined };
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-kafka-'));
  const kafka = await startKafka({ directory });
  return {
    brokers: kafka.brokers,
    stop: async () => {
      await kafka.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** Connections that can be broken all at once, as the death of a process breaks them. */
export const createMortality = () => {
  const sockets = new Set<Socket>();
  let dead = false;
  const socketFactory: NonNullable<KafkaBusOptions['socketFactory']> = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    if (dead) socket.destroy(new Error('dead'));
    sockets.add(socket);
    return socket;
  };
  const die = (): void => {
    dead = true;
    for (const socket of sockets) socket.destroy(new Error('dead'));
  };
  return { socketFactory, die };
};

/** Every test has the topics and groups for itself, under the names that it uses. */
const apart = (bus: Bus, mark: string): Bus => {
  const there = (name: string): string => `${name}.${mark}`;
  const here = (record: DeliveredRecord): DeliveredRecord => ({ ...record, topic: record.topic.slice(0, -mark.length - 1) });
  return {
    publish: (topic, records) => bus.publish(there(topic), records),
    consume: ({ group, topics, onRecord }) =>
      bus.consume({ group: there(group), topics: topics.map(there), onRecord: (record) => onRecord(here(record)) }),
    replay: ({ topics, onRecord }) => bus.replay({ topics: topics.map(there), onRecord: (record) => onRecord(here(record)) }),
    lag: (group, topics) => bus.lag(there(group), topics.map(there)),
    close: bus.close,
  };
};

export const optionsFor = (brokers: readonly string[], log: Logger = silentLogger): KafkaBusOptions => ({
  brokers,
  clientId: 'test',
  log,
  partitions,
  randomness: systemRandomness,
  // The first ones are waited for in hand, the next pauses the partition.
  redelivery: { first: 20, cap: 80 },
  // The least that a broker with usual settings grants is six seconds; those that tests start themselves grant less.
  sessionTimeout: process.env.KAFKA_BROKERS === brokers.join(',') ? 6_000 : 2_000,
  fail: () => undefined,
});

/** A broker that is not ours is left as it was found. */
const removeTopics = async (brokers: readonly string[], topics: string[]): Promise<void> => {
  if (!process.env.KAFKA_BROKERS) return;
  const admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics });
  await admin.disconnect();
};

export const makeKafkaBus = (brokers: () => readonly string[]) => async (): Promise<BusHarness> => {
  const mark = randomUUID();
  const topics = usedTopics.map((topic) => `${topic}.${mark}`);
  await createTopics({ ...optionsFor(brokers()), topics });
  const opened: { readonly bus: Bus; die(): void }[] = [];
  const open = async (): Promise<Bus> => {
    const { socketFactory, die } = createMortality();
    const bus = apart(await createKafkaBus({ ...optionsFor(brokers()), socketFactory }), mark);
    opened.push({ bus, die });
    return bus;
  };
  return {
    bus: await open(),
    reopen: async () => {
      await opened.at(-1)?.bus.close();
      return open();
    },
    crash: async () => {
      opened.at(-1)?.die();
      return open();
    },
    end: async () => {
      await Promise.all(opened.map(({ bus }) => bus.close()));
      await removeTopics(brokers(), topics);
    },
  };
};
