// Promise: services may be started before their database, indexes, broker and topics, in any order: each waits, says for what, tells
// callers so, can be stopped at any moment, and goes on by itself, also where the database is lost again meanwhile; what no waiting
// sets right ends it with one line. One that is stopped leaves its group at once, so that others need not wait for its session to run
// out.
import { freePorts } from '@daqidi/local';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
import { useCleanup } from '@daqidi/testing';
import { createDatabase, mongoSettings } from '../src/index.js';
import { membersOf } from './contract/groups.js';
import { usePlaces } from './contract/places.js';
import { type Environment, type Running, runOpsWell, startProcess } from './contract/processes.js';
import { createGate, firstHost } from './support/gate.js';

const places = usePlaces();
const scoring = (environment: Environment = {}): Running =>
  startProcess('services/scoring', { ...places.serviceEnvironment, DAQIDI_MONGODB_TIMEOUT: '1000', ...environment });
const nobody = async (): Promise<string> => `127.0.0.1:${(await freePorts(1))[0]}`;

/** What whoever asks is told meanwhile. */
const assertNotReady = async (service: Running, expected: Readonly<Record<string, boolean>>): Promise<void> => {
  const url = await service.url();
  const probe = await fetch(`${url}/readyz`);
  expect(probe.status).toBe(503);
  const text = await probe.text();
  for (const [part, ready] of Object.entries(expected)) expect(text).toMatch(new RegExp(`"${part}":${ready}`));
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  const { errors } = (await answer.json()) as { readonly errors: readonly { readonly extensions: { readonly code: string } }[] };
  expect(errors[0]?.extensions.code).toBe('UNAVAILABLE');
};

const assertStops = async (service: Running): Promise<void> => {
  const { code, took } = await service.stop();
  expect(code, service.stderr()).toBe(0);
  expect(took, `it took ${took} ms`).toBeLessThan(5_000);
  expect(service.stderr()).toBe('');
};

/** A database of the test's own that was not prepared. */
const unprepared = `${places.environment.DAQIDI_KAFKA_PREFIX?.slice(0, -1)}x_`;

const later = useCleanup();

/** The database behind a gate, and where the gate is. */
const behindGate = async (cuts?: (sent: Buffer) => boolean) => {
  const gate = await createGate(firstHost(places.mongoUri), cuts);
  later(gate.close);
  return { gate, mongoUri: places.mongoUri.replace(firstHost(places.mongoUri), gate.address) };
};

afterAll(places.clear);

test('started before everything, it waits for one thing after the other, and becomes ready by itself', async () => {
  const kafka = await createGate(firstHost(places.brokers));
  later(kafka.close);
  const { gate: mongo, mongoUri } = await behindGate();
  const service = scoring({ KAFKA_BROKERS: kafka.address, MONGODB_URI: mongoUri });
  const lacking = { process: false, directory: false, service: false };

  await service.waitsFor(/^MongoDB \(/);
  await assertNotReady(service, { ...lacking, database: false });
  await mongo.open();
  const indexes = await service.waitsFor(/^indexes of t\w+_scoring \(run ops create-indexes\): /);
  expect(indexes.waitingFor ?? '').toMatch(/byFigure/);
  await assertNotReady(service, { ...lacking, database: true });
  await runOpsWell(places.environment, 'create-indexes');
  await service.waitsFor(/^a broker \(/);
  await assertNotReady(service, { ...lacking, database: true });
  await kafka.open();
  await service.waitsFor(/^topics that do not exist yet: t\w+\.daqidi\.directory/);
  await assertNotReady(service, { ...lacking, database: true });
  await runOpsWell(places.environment, 'create-topics');
  await service.ready();
  expect((await fetch(`${await service.url()}/readyz`)).status).toBe(200);
  await assertStops(service);
});

const waits: Readonly<Record<string, readonly [RegExp, () => Promise<Environment>]>> = {
  'its database': [/^MongoDB \(/, async () => ({ MONGODB_URI: `mongodb://${await nobody()}` })],
  'its indexes': [/^indexes of /, async () => ({ DAQIDI_MONGODB_DATABASE_PREFIX: unprepared })],
  'its broker': [/^a broker \(/, async () => ({ KAFKA_BROKERS: await nobody() })],
  'its topics': [/^topics that do not exist yet/, async () => ({ DAQIDI_KAFKA_PREFIX: 'nowhere.' })],
};

for (const [what, [pattern, environment]] of Object.entries(waits)) {
  test(`SIGTERM while it waits for ${what}`, async () => {
    const service = scoring(await environment());
    await service.waitsFor(pattern);
    await assertStops(service);
  });
}

test('SIGTERM while it waits for its database, however long an answer may take', async () => {
  const service = scoring({ MONGODB_URI: `mongodb://${await nobody()}`, DAQIDI_MONGODB_TIMEOUT: '120000' });
  await service.url();
  await assertStops(service);
  expect(service.log().filter(({ waitingFor }) => waitingFor !== undefined)).toStrictEqual([]);
});

test('a database lost while its indexes are waited for is waited for, and can be stopped meanwhile', async () => {
  const { gate, mongoUri } = await behindGate();
  await gate.open();
  const lost = { MONGODB_URI: mongoUri, DAQIDI_MONGODB_DATABASE_PREFIX: unprepared };
  const [patient, impatient] = [scoring({ ...lost, DAQIDI_MONGODB_TIMEOUT: '120000' }), scoring(lost)];
  const indexes = (): number => impatient.log().filter(({ waitingFor = '' }) => /^indexes of /.test(waitingFor)).length;
  for (const service of [patient, impatient]) await service.waitsFor(/^indexes of /);
  await gate.close();
  await impatient.waitsFor(/^MongoDB \(/);
  // May be in the middle of a look that has two minutes.
  await assertStops(patient);
  const before = indexes();
  await gate.open();
  await impatient.says(() => indexes() > before, 'that it waits for indexes again');
  await assertStops(impatient);
});

test('a database lost while it is tried is tried again', async () => {
  let cut = 0;
  const { gate, mongoUri } = await behindGate((sent) => {
    if (cut > 0 || !sent.includes('\x02insert\0')) return false;
    cut += 1;
    return true;
  });
  await gate.open();
  const service = scoring({ MONGODB_URI: mongoUri, DAQIDI_MONGODB_DATABASE_PREFIX: unprepared });
  await service.waitsFor(/^MongoDB \(/);
  await service.waitsFor(/^indexes of /);
  expect(cut).toBe(1);
  await assertStops(service);
});

test('a database lost while the broker is waited for is waited for in its turn', async () => {
  const { gate, mongoUri } = await behindGate();
  const kafka = await createGate(firstHost(places.brokers));
  later(kafka.close);
  await gate.open();
  const service = scoring({ KAFKA_BROKERS: kafka.address, MONGODB_URI: mongoUri });
  await service.waitsFor(/^a broker \(/);
  await gate.close();
  await kafka.open();
  await service.waitsFor(/^MongoDB \(/);
  await gate.open();
  await service.ready();
  await assertStops(service);
});

test('a topic with another partition count is refused in one line', async () => {
  const service = scoring({ DAQIDI_KAFKA_PARTITIONS: '3' });
  expect(await service.end()).toBe(1);
  expect(service.stderr()).toMatch(/^daqidi scoring: topic t\w+\.\S+ has 2 partitions, 3 are expected[^\n]*\n$/);
});

test('a port in use is refused in one line', async () => {
  const first = scoring();
  const { port } = new URL(await first.url());
  const second = scoring({ DAQIDI_PORT: port });
  expect(await second.end()).toBe(1);
  expect(second.stderr()).toBe(`daqidi scoring: Port in use: 127.0.0.1:${port}. Set DAQIDI_PORT.\n`);
  await assertStops(first);
});

test('all that is wrong with the settings is told at once, a line each', async () => {
  const service = scoring({ DAQIDI_PORT: 'http', DAQIDI_MASTER_KEY: 'short', DAQIDI_TYPO: '1' });
  expect(await service.end()).toBe(1);
  expect(service.stderr().trimEnd().split('\n').length).toStrictEqual(3);
  expect(service.stderr()).toMatch(/^daqidi scoring: DAQIDI_PORT: expected a port number, got "http"$/m);
});

test('who is stopped has left its group when it is gone', async () => {
  const group = `${places.environment.DAQIDI_KAFKA_PREFIX}scoring`;
  const service = scoring({ DAQIDI_KAFKA_SESSION_TIMEOUT: '60000' });
  await service.ready();
  expect(await membersOf(places.brokers, group)).toBe(1);
  await assertStops(service);
  expect(await membersOf(places.brokers, group)).toBe(0);
});

test('indexes of another shape under the same names are refused in one line', async () => {
  const name = `${places.environment.DAQIDI_MONGODB_DATABASE_PREFIX}scoring`;
  const values = defineConfig(mongoSettings).parse({ MONGODB_URI: places.mongoUri });
  const database = createDatabase({ values, name, log: silentLogger, randomness: systemRandomness });
  await database.open(AbortSignal.timeout(30_000));
  const scores = database.connection.collection('scores');
  await scores.dropIndex('byFigure');
  await scores.createIndex({ closed: 1 }, { name: 'byFigure' });
  await database.close();
  const service = scoring();
  expect(await service.end()).toBe(1);
  expect(service.stderr()).toMatch(/^daqidi scoring: t\w+_scoring has other indexes under these names: [^\n]*byFigure[^\n]*\n$/);
});
