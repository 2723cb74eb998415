// Promise: services may be started before their database, indexes, broker and topics, in any order: each waits, says for what, tells
// callers so, can be stopped at any moment, and goes on by itself, also where the database is lost again meanwhile; what no waiting
// sets right ends it with one line. One that is stopped leaves its group at once, so that others need not wait for its session to run
// out.
import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { freePorts } from '@daqidi/local';
import { defineConfig, silentLogger, systemRandomness } from '@daqidi/runtime';
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
  assert.equal(probe.status, 503);
  const text = await probe.text();
  for (const [part, ready] of Object.entries(expected)) assert.match(text, new RegExp(`"${part}":${ready}`));
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  const { errors } = (await answer.json()) as { readonly errors: readonly { readonly extensions: { readonly code: string } }[] };
  assert.equal(errors[0]?.extensions.code, 'UNAVAILABLE');
};

const assertStops = async (service: Running): Promise<void> => {
  const { code, took } = await service.stop();
  assert.equal(code, 0, service.stderr());
  assert.ok(took < 5_000, `it took ${took} ms`);
  assert.equal(service.stderr(), '');
};

/** A database of the test's own that was not prepared. */
const unprepared = `${places.environment.DAQIDI_KAFKA_PREFIX?.slice(0, -1)}x_`;

/** The database behind a gate, and where the gate is. */
const behindGate = async (context: TestContext, cuts?: (sent: Buffer) => boolean) => {
  const gate = await createGate(firstHost(places.mongoUri), cuts);
  context.after(gate.close);
  return { gate, mongoUri: places.mongoUri.replace(firstHost(places.mongoUri), gate.address) };
};

after(places.clear);

test('started before everything, it waits for one thing after the other, and becomes ready by itself', async (context) => {
  const kafka = await createGate(firstHost(places.brokers));
  context.after(kafka.close);
  const { gate: mongo, mongoUri } = await behindGate(context);
  const service = scoring({ KAFKA_BROKERS: kafka.address, MONGODB_URI: mongoUri });
  const lacking = { process: false, directory: false, service: false };

  await service.waitsFor(/^MongoDB \(/);
  await assertNotReady(service, { ...lacking, database: false });
  await mongo.open();
  const indexes = await service.waitsFor(/^indexes of t\w+_scoring \(run ops create-indexes\): /);
  assert.match(indexes.waitingFor ?? '', /byAssigned/);
  await assertNotReady(service, { ...lacking, database: true });
  await runOpsWell(places.environment, 'create-indexes');
  await service.waitsFor(/^a broker \(/);
  await assertNotReady(service, { ...lacking, database: true });
  await kafka.open();
  await service.waitsFor(/^topics that do not exist yet: t\w+\.daqidi\.directory/);
  await assertNotReady(service, { ...lacking, database: true });
  await runOpsWell(places.environment, 'create-topics');
  await service.ready();
  assert.equal((await fetch(`${await service.url()}/readyz`)).status, 200);
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
  assert.deepEqual(
    service.log().filter(({ waitingFor }) => waitingFor !== undefined),
    [],
  );
});

test('a database lost while its indexes are waited for is waited for, and can be stopped meanwhile', async (context) => {
  const { gate, mongoUri } = await behindGate(context);
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

test('a database lost while it is tried is tried again', async (context) => {
  let cut = 0;
  const { gate, mongoUri } = await behindGate(context, (sent) => {
    if (cut > 0 || !sent.includes('\x02insert\0')) return false;
    cut += 1;
    return true;
  });
  await gate.open();
  const service = scoring({ MONGODB_URI: mongoUri, DAQIDI_MONGODB_DATABASE_PREFIX: unprepared });
  await service.waitsFor(/^MongoDB \(/);
  await service.waitsFor(/^indexes of /);
  assert.equal(cut, 1);
  await assertStops(service);
});

test('a database lost while the broker is waited for is waited for in its turn', async (context) => {
  const { gate, mongoUri } = await behindGate(context);
  const kafka = await createGate(firstHost(places.brokers));
  context.after(kafka.close);
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
  assert.equal(await service.end(), 1);
  assert.match(service.stderr(), /^daqidi scoring: topic t\w+\.\S+ has 2 partitions, 3 are expected[^\n]*\n$/);
});

test('a port in use is refused in one line', async () => {
  const first = scoring();
  const { port } = new URL(await first.url());
  const second = scoring({ DAQIDI_PORT: port });
  assert.equal(await second.end(), 1);
  assert.equal(second.stderr(), `daqidi scoring: Port in use: 127.0.0.1:${port}. Set DAQIDI_PORT.\n`);
  await assertStops(first);
});

test('all that is wrong with the settings is told at once, a line each', async () => {
  const service = scoring({ DAQIDI_PORT: 'http', DAQIDI_MASTER_KEY: 'short', DAQIDI_TYPO: '1' });
  assert.equal(await service.end(), 1);
  assert.deepEqual(service.stderr().trimEnd().split('\n').length, 3);
  assert.match(service.stderr(), /^daqidi scoring: DAQIDI_PORT: expected a port number, got "http"$/m);
});

test('who is stopped has left its group when it is gone', async () => {
  const group = `${places.environment.DAQIDI_KAFKA_PREFIX}scoring`;
  const service = scoring({ DAQIDI_KAFKA_SESSION_TIMEOUT: '60000' });
  await service.ready();
  assert.equal(await membersOf(places.brokers, group), 1);
  await assertStops(service);
  assert.equal(await membersOf(places.brokers, group), 0);
});

test('indexes of another shape under the same names are refused in one line', async () => {
  const name = `${places.environment.DAQIDI_MONGODB_DATABASE_PREFIX}scoring`;
  const values = defineConfig(mongoSettings).parse({ MONGODB_URI: places.mongoUri });
  const database = createDatabase({ values, name, log: silentLogger, randomness: systemRandomness });
  await database.open(AbortSignal.timeout(30_000));
  const scores = database.connection.collection('scores');
  await scores.dropIndex('byAssigned');
  await scores.createIndex({ closed: 1 }, { name: 'byAssigned' });
  await database.close();
  const service = scoring();
  assert.equal(await service.end(), 1);
  assert.match(service.stderr(), /^daqidi scoring: t\w+_scoring has other indexes under these names: [^\n]*byAssigned[^\n]*\n$/);
});
