// Whenever the process is killed: nothing acknowledged is lost or doubled, streams have no holes, effects happened once, and
// each running clock has its one timer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createEmbeddedBus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { type EventEnvelope, fromRecord, topicOf, verifyChain } from '@daqidi/events';
import { createSeededRandomness, randomInteger, silentLogger } from '@daqidi/runtime';
import { noParcel, parcelSpec } from './contract/parcel.js';
import { openChaos } from './support/chaos-world.js';
import { until } from './support/until.js';

const rounds = 20;
const seed = process.env.SEED ?? String(Date.now());
process.stdout.write(`# SEED=${seed}\n`);
const randomness = createSeededRandomness(seed);

const acknowledged: { readonly id: string; readonly what: string }[] = [];

const spawnChild = (directory: string, args: readonly string[]) => {
  const script = new URL('./support/chaos-child.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, directory, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('exit', (status, signal) => resolve(signal ?? status)),
  );
  const lines = createInterface({ input: child.stdout });
  const read = new Promise<void>((resolve) => lines.once('close', resolve));
  lines.on('line', (line) => {
    const [kind, id, what, ...rest] = line.split(' ');
    if (kind === 'ack' && id !== undefined && what !== undefined && rest.length === 0) acknowledged.push({ id, what });
  });
  return { child, exited, read };
};

const killedRound = async (directory: string, round: number): Promise<void> => {
  const { child, exited, read } = spawnChild(directory, [String(round)]);
  const before = acknowledged.length;
  await until('the child works', () => acknowledged.length > before, 30_000);
  await delay(randomInteger(randomness, 400));
  child.kill('SIGKILL');
  assert.equal(await exited, 'SIGKILL');
  await read;
};

const assertStream = (name: string, events: readonly EventEnvelope[], last: number): void => {
  assert.deepEqual(
    events.map(({ seq }) => seq),
    Array.from({ length: last }, (_, index) => index + 1),
    `${name} has no holes`,
  );
  assert.equal(verifyChain(events), null, `${name} verifies`);
};

test('acknowledged commands and their effects survive SIGKILL, each once', { timeout: 400_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-chaos-'));
  for (let round = 0; round < rounds; round += 1) await killedRound(directory, round);
  const drain = spawnChild(directory, ['0', 'drain']);
  assert.equal(await drain.exited, 0);

  const bus = await createEmbeddedBus({ file: join(directory, 'bus.db'), log: silentLogger, partitions: 4 });
  const sent = new Map<string, EventEnvelope[]>();
  const take = (event: EventEnvelope): void => {
    const known = sent.get(event.stream) ?? [];
    sent.set(event.stream, known);
    // A repeat is harmless; what is new must be the next.
    if (event.seq > (known.at(-1)?.seq ?? 0)) known.push(event);
    else assert.equal(known[event.seq - 1]?.hash, event.hash, `${event.id} is the same whenever it is sent`);
  };
  const replay = await bus.replay({ topics: ['post', 'counter'].map(topicOf), onRecord: (record) => take(fromRecord(record)) });
  await replay.caughtUp;
  const post = await openEmbeddedMongo({ file: join(directory, 'post.db') });
  const counter = await openEmbeddedMongo({ file: join(directory, 'counter.db') });
  const chaos = await openChaos({ bus, post: post.connection, counter: counter.connection });
  await chaos.stop();

  const ids = new Set([...sent.keys()].map((stream) => stream.split(':')[2] ?? ''));
  for (const { id } of acknowledged) ids.add(id);
  let events = 0;
  for (const id of ids) {
    const document = (await chaos.parcels.collection.byId(id)) ?? assert.fail(`${id} exists`);
    const stream = chaos.parcels.streamOf(id);
    const archived = await chaos.posts.archive.ofStream(stream);
    assertStream(stream, archived, document.seq);
    assertStream(`${stream} on the topic`, sent.get(stream) ?? [], document.seq);
    const state = archived.reduce((known, event) => parcelSpec.evolve(known, event as never), noParcel);
    assert.deepEqual(document.state, state);
    assert.equal(document.nextDueAt?.getTime() ?? null, parcelSpec.nextDueAt(state), `${id}: timer`);
    assert.equal(state.closed || state.rang === 2, true, `${id}: both timers that were due rang, once each`);
    assert.ok(state.rang <= 2);
    assert.deepEqual([document.outbox.length, document.pendingAt], [0, null]);

    const tally = await chaos.tallies.collection.byId(id);
    assert.equal(tally?.notes, document.seq, `${id}: each event tallied once`);
    const counted = await chaos.counted.collection.byId(id);
    assert.deepEqual([counted?.facts.heard, counted?.seq], [document.seq, document.seq], `${id}: each answered once`);
    assertStream(chaos.counted.streamOf(id), sent.get(chaos.counted.streamOf(id)) ?? [], document.seq);
    assert.deepEqual(
      counted?.state.notes,
      archived.map((event) => event.id),
    );
    assert.equal(document.facts.heard, document.seq, `${id}: each answer heard once`);
    events += document.seq * 2;
  }
  for (const { id, what } of acknowledged) {
    const state = (await chaos.parcels.collection.byId(id))?.state;
    const there = what === 'sent' ? state?.sent !== null : what === 'closed' ? state?.closed : state?.notes.includes(what);
    assert.ok(there, `${id} ${what} was acknowledged`);
    assert.equal(new Set(state?.notes).size, state?.notes.length, `${id}: no command twice`);
  }
  process.stdout.write(`# ${rounds} kills, ${acknowledged.length} acknowledged, ${ids.size} parcels, ${events} events\n`);
  await bus.close();
  await Promise.all([post.close(), counter.close()]);
  await rm(directory, { recursive: true });
});
