import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@daqidi/local';
import { type Logger, silentLogger, systemRandomness } from '@daqidi/runtime';
import kafkajs from 'kafkajs';
import { type Bus, createKafkaBus, createTopics, type KafkaBusOptions, prefixedBus } from '../../src/index.js';
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

/** Connections that can be broken all at once, as the death of a process breaks them; but for those that were spared. */
export const createMortality = () => {
  const sockets = new Set<Socket>();
  const spared = new Set<Socket>();
  let dead = false;
  const socketFactory: NonNullable<KafkaBusOptions['socketFactory']> = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    if (dead) socket.destroy(new Error('dead'));
    sockets.add(socket);
    return socket;
  };
  const die = (): void => {
    dead = true;
    for (const socket of sockets) if (!spared.has(socket)) socket.destroy(new Error('dead'));
  };
  const revive = (): void => {
    dead = false;
  };
  /** What is open now outlives a death; nothing can be opened after it, though. */
  const spare = (): void => {
    for (const socket of sockets) spared.add(socket);
  };
  return { socketFactory, die, revive, spare };
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
  // Every test has the topics and groups for itself.
  const mark = `${randomUUID()}.`;
  const topics = usedTopics.map((topic) => `${mark}${topic}`);
  await createTopics({ ...optionsFor(brokers()), topics });
  const opened: { readonly bus: Bus; die(): void }[] = [];
  const open = async (): Promise<Bus> => {
    const { socketFactory, die } = createMortality();
    const bus = prefixedBus(await createKafkaBus({ ...optionsFor(brokers()), socketFactory }), mark);
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
