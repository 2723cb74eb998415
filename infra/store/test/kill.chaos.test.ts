// Whenever the process is killed: nothing acknowledged is lost or doubled, streams have no holes, effects happened once, and
// each running clock has its one timer.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createEmbeddedBus } from '@daqidi/bus';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import { type EventEnvelope, fromRecord, topicOf, verifyChain } from '@daqidi/events';
import { createSeededRandomness, randomInteger, silentLogger } from '@daqidi/runtime';
import { invariant } from '@daqidi/testing';
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
  expect(await exited).toBe('SIGKILL');
  await read;
};

const assertStream = (name: string, events: readonly EventEnvelope[], last: number): void => {
  expect(
    events.map(({ seq }) => seq),
    `${name} has no holes`,
  ).toStrictEqual(Array.from({ length: last }, (_, index) => index + 1));
  expect(verifyChain(events), `${name} verifies`).toBeNull();
};

test('acknowledged commands and their effects survive SIGKILL, each once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-chaos-'));
  for (let round = 0; round < rounds; round += 1) await killedRound(directory, round);
  const drain = spawnChild(directory, ['0', 'drain']);
  expect(await drain.exited).toBe(0);

  const bus = await createEmbeddedBus({ file: join(directory, 'bus.db'), log: silentLogger, partitions: 4 });
  const sent = new Map<string, EventEnvelope[]>();
  const take = (event: EventEnvelope): void => {
    const known = sent.get(event.stream) ?? [];
    sent.set(event.stream, known);
    // A repeat is harmless; what is new must be the next.
    if (event.seq > (known.at(-1)?.seq ?? 0)) known.push(event);
    else expect(known[event.seq - 1]?.hash, `${event.id} is the same whenever it is sent`).toBe(event.hash);
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
    const document = await chaos.parcels.collection.byId(id);
    invariant(document !== null, `${id} exists`);
    const stream = chaos.parcels.streamOf(id);
    const archived = await chaos.posts.archive.ofStream(stream);
    assertStream(stream, archived, document.seq);
    assertStream(`${stream} on the topic`, sent.get(stream) ?? [], document.seq);
    const state = archived.reduce((known, event) => parcelSpec.evolve(known, event as never), noParcel);
    expect(document.state).toStrictEqual(state);
    expect(document.nextDueAt?.getTime() ?? null, `${id}: timer`).toBe(parcelSpec.nextDueAt(state));
    expect(state.closed || state.rang === 2, `${id}: both timers that were due rang, once each`).toBe(true);
    expect(state.rang).toBeLessThanOrEqual(2);
    expect([document.outbox.length, document.pendingAt]).toStrictEqual([0, null]);

    const tally = await chaos.tallies.collection.byId(id);
    expect(tally?.notes, `${id}: each event tallied once`).toBe(document.seq);
    const counted = await chaos.counted.collection.byId(id);
    expect([counted?.facts.heard, counted?.seq], `${id}: each answered once`).toStrictEqual([document.seq, document.seq]);
    assertStream(chaos.counted.streamOf(id), sent.get(chaos.counted.streamOf(id)) ?? [], document.seq);
    expect(counted?.state.notes).toStrictEqual(archived.map((event) => event.id));
    expect(document.facts.heard, `${id}: each answer heard once`).toBe(document.seq);
    events += document.seq * 2;
  }
  for (const { id, what } of acknowledged) {
    const state = (await chaos.parcels.collection.byId(id))?.state;
    const there = what === 'sent' ? state?.sent !== null : what === 'closed' ? state?.closed : state?.notes.includes(what);
    expect(there, `${id} ${what} was acknowledged`).toBeTruthy();
    expect(new Set(state?.notes).size, `${id}: no command twice`).toBe(state?.notes.length);
  }
  process.stdout.write(`# ${rounds} kills, ${acknowledged.length} acknowledged, ${ids.size} parcels, ${events} events\n`);
  await bus.close();
  await Promise.all([post.close(), counter.close()]);
  await rm(directory, { recursive: true });
}, 400_000);
