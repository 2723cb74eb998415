// On Apache Kafka nothing acknowledged is lost when the broker is killed, wrong topics and users are refused, and members give way.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '@daqidi/local';
import { createSeededRandomness, randomInteger } from '@daqidi/runtime';
import { createKafkaBus, createTopics } from '../src/index.js';
import { collector, manyKeys, record, records } from './contract/bus-support.js';
import { createMortality, optionsFor } from './support/kafka-harness.js';
import { gate, until, within } from './support/until.js';

const seed = process.env.SEED ?? String(Date.now());
process.stdout.write(`# SEED=${seed}\n`);
const kills = 3;

let directory = '';
let kafka: Awaited<ReturnType<typeof startKafka>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-kafka-'));
  kafka = await startKafka({ directory });
});
afterAll(async () => {
  await kafka.stop();
  await rm(directory, { recursive: true, force: true });
});

const newTopic = async (partitions = 8): Promise<string> => {
  const topic = `daqidi.faults.${randomUUID()}`;
  await createTopics({ ...optionsFor(kafka.brokers), topics: [topic], partitions });
  return topic;
};

test('a broker killed in mid-production and started again: nothing acknowledged is missing, order holds', async () => {
  const randomness = createSeededRandomness(seed);
  const topic = await newTopic();
  const bus = await createKafkaBus(optionsFor(kafka.brokers));
  const collected = collector();
  await bus.consume({ group: 'survivor', topics: [topic], onRecord: collected.onRecord });
  const acknowledged = new Set<string>();
  let producing = true;
  const publishOn = async (key: string): Promise<void> => {
    for (let n = 1; producing; n += 1) {
      await bus.publish(topic, [record(key, n)]);
      acknowledged.add(`${key} ${n}`);
    }
  };
  const publishing = Promise.all(manyKeys.map(publishOn));
  // Whatever fails, the loop and the bus must end: they would keep the process alive.
  publishing.catch(() => undefined);
  try {
    for (let round = 0; round < kills; round += 1) {
      const goal = acknowledged.size + 200 + randomInteger(randomness, 2_000);
      await until('enough is acknowledged', () => acknowledged.size > goal, 60_000);
      await kafka.kill();
      kafka = await startKafka({ directory, ports: kafka.ports });
    }
    const goal = acknowledged.size + 500;
    await until('production goes on', () => acknowledged.size > goal, 60_000);
    producing = false;
    await within('the last acknowledgements', publishing, 60_000);
    await until('the group is through', async () => (await bus.lag('survivor', [topic])) === 0, 60_000);
    for (const key of manyKeys) {
      const first = [...new Set(collected.numbers(key))];
      expect(first, `order of ${key}`).toStrictEqual(first.toSorted((one, other) => one - other));
      const seen = new Set(first);
      for (let n = 1; acknowledged.has(`${key} ${n}`); n += 1) expect(seen, `${key} ${n} was acknowledged`).toContain(n);
    }
    process.stdout.write(`# ${kills} kills, ${acknowledged.size} acknowledged, ${collected.seen.length} delivered\n`);
  } finally {
    producing = false;
    await bus.close();
  }
});

test('a topic with another partition count is refused by whatever meets it', async () => {
  const topic = await newTopic(3);
  const bus = await createKafkaBus(optionsFor(kafka.brokers));
  const refusal = /has 3 partitions, 8 are expected/;
  await expect(bus.consume({ group: 'g', topics: [topic], onRecord: async () => undefined })).rejects.toThrow(refusal);
  await expect(bus.replay({ topics: [topic], onRecord: () => undefined })).rejects.toThrow(refusal);
  await expect(bus.publish(topic, [record('a', 1)])).rejects.toThrow(refusal);
  await expect(createTopics({ ...optionsFor(kafka.brokers), topics: [topic] })).rejects.toThrow(refusal);
  expect(await createTopics({ ...optionsFor(kafka.brokers), topics: [topic], partitions: 3 })).toStrictEqual([]);
  await bus.close();
});

test('a topic that is missing is waited for, and refused where somebody waits for the answer', async () => {
  const bus = await createKafkaBus(optionsFor(kafka.brokers));
  const topic = `daqidi.late.${randomUUID()}`;
  const collected = collector();
  await expect(bus.publish(topic, [record('a', 1)])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const consuming = bus.consume({ group: 'g', topics: [topic], onRecord: collected.onRecord });
  await createTopics({ ...optionsFor(kafka.brokers), topics: [topic] });
  await within('the topic', consuming);
  await bus.publish(topic, [record('a', 1)]);
  await until('it arrived', () => collected.seen.length === 1);
  await bus.close();
});

test('a member that stops gives its partitions to another within two seconds', async () => {
  const topic = await newTopic();
  const one = await createKafkaBus(optionsFor(kafka.brokers));
  const other = await createKafkaBus(optionsFor(kafka.brokers));
  const own = collector();
  const theirs = collector();
  const leaving = await one.consume({ group: 'relay', topics: [topic], onRecord: own.onRecord });
  await other.consume({ group: 'relay', topics: [topic], onRecord: theirs.onRecord });
  await other.publish(topic, records(manyKeys, 1, 1));
  await until('both have some', () => own.seen.length > 0 && own.seen.length + theirs.seen.length >= manyKeys.length);
  const began = performance.now();
  const stopping = leaving.stop();
  await other.publish(topic, records(manyKeys, 2, 2));
  await until('the other has all', () => manyKeys.every((key) => theirs.numbers(key).includes(2)));
  const took = performance.now() - began;
  await stopping;
  process.stdout.write(`# taken over in ${Math.round(took)} ms\n`);
  expect(took, `${took} ms`).toBeLessThan(2_000);
  await one.close();
  await other.close();
});

test('a long record in hand keeps its partitions: other members neither get it nor end its session', async () => {
  const topic = await newTopic();
  const bus = await createKafkaBus(optionsFor(kafka.brokers));
  const held = gate();
  const reached = gate();
  const seen: string[] = [];
  await bus.publish(topic, [record('a', 1), record('a', 2)]);
  await bus.consume({
    group: 'patient',
    topics: [topic],
    onRecord: async ({ offset }) => {
      seen.push(offset);
      reached.open();
      await held.opened;
    },
  });
  await reached.opened;
  const sessions = performance.now() + 2 * (optionsFor([]).sessionTimeout ?? 0);
  await until('two sessions have passed', () => performance.now() > sessions);
  held.open();
  await until('the group is through', async () => (await bus.lag('patient', [topic])) === 0);
  expect(seen).toStrictEqual(['0', '1']);
  await bus.close();
});

test('a consumer that cannot be kept alive makes the bus fail, once; closing then leaves nothing waiting', async () => {
  const topic = await newTopic();
  const { socketFactory, die, spare } = createMortality();
  const failures: Error[] = [];
  const bus = await createKafkaBus({
    ...optionsFor(kafka.brokers),
    socketFactory,
    restartBudget: { restarts: 1, within: 60_000 },
    fail: (error) => void failures.push(error),
  });
  // The broker goes on answering questions: it is not away.
  await bus.lag('nobody', [topic]);
  spare();
  for (const group of ['one', 'two']) await bus.consume({ group, topics: [topic], onRecord: async () => undefined });
  die();
  await until('it failed', () => failures.length > 0, 60_000);
  const publishing = expect(bus.publish(topic, [record('a', 1)])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await within('the close', bus.close(), 20_000);
  await publishing;
  expect(failures).toHaveLength(1);
});

test('a broker that is away is waited for, costs nothing of the budget, and is told', async () => {
  const topic = await newTopic();
  const { socketFactory, die, revive } = createMortality();
  const failures: Error[] = [];
  const collected = collector();
  const bus = await createKafkaBus({
    ...optionsFor(kafka.brokers),
    socketFactory,
    restartBudget: { restarts: 0, within: 600_000 },
    fail: (error) => void failures.push(error),
  });
  try {
    await bus.consume({ group: 'waiting', topics: [topic], onRecord: collected.onRecord });
    expect(await bus.up()).toBe(true);
    for (let round = 1; round <= 2; round += 1) {
      die();
      await until('it is told', async () => !(await bus.up()));
      revive();
      await until('it is told that it is back', () => bus.up(), 60_000);
      await bus.publish(topic, [record('a', round)]);
      await until('it arrived', () => collected.numbers('a').includes(round), 60_000);
    }
    expect(failures).toStrictEqual([]);
  } finally {
    await bus.close();
  }
});

test('an idle connection of the library schedules nothing', () => {
  const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue');
  const queue = new RequestQueue({
    maxInFlightRequests: null,
    requestTimeout: 1,
    enforceRequestTimeout: false,
    clientId: 'c',
    broker: 'b',
    logger: { debug: () => undefined },
    isConnected: () => true,
  });
  queue.checkPendingRequests();
  expect(queue.throttleCheckTimeoutId).toBeNull();
});
