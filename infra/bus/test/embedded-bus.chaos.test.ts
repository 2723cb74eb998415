// Whenever the process is killed, what was acknowledged is on the topic once, in order, and every group saw all of it in order.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createSeededRandomness, randomInteger, silentLogger } from '@daqidi/runtime';
import { createEmbeddedBus, type DeliveredRecord } from '../src/index.js';
import { until } from './support/until.js';

const topic = 'daqidi.chaos.v1';
const rounds = 20;
const seed = process.env.SEED ?? String(Date.now());
process.stdout.write(`# SEED=${seed}\n`);
const randomness = createSeededRandomness(seed);

interface Sighting {
  readonly group: string;
  readonly lane: string;
  readonly offset: number;
}

const acknowledged: string[] = [];
const sightings: Sighting[] = [];

const note = (line: string): void => {
  const [kind, ...rest] = line.split(' ');
  if (kind === 'ack' && rest.length === 2) acknowledged.push(rest.join(' '));
  if (kind === 'saw' && rest.length === 5) {
    sightings.push({ group: rest[0] ?? '', lane: `${rest[0]} ${rest[1]}`, offset: Number(rest[2]) });
  }
};

const killedRound = async (file: string, round: number): Promise<void> => {
  const script = new URL('./support/bus-child.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file, String(round * 1_000_000)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const lines = createInterface({ input: child.stdout });
  const before = acknowledged.length;
  lines.on('line', note);
  const drained = new Promise<void>((resolve) => lines.once('close', resolve));
  await until('the child has published', () => acknowledged.length > before, 30_000);
  await delay(randomInteger(randomness, 120));
  child.kill('SIGKILL');
  expect(await exited).toBe('SIGKILL');
  await drained;
};

test('acknowledged records and group offsets survive SIGKILL', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-chaos-'));
  const file = join(directory, 'bus.db');
  for (let round = 0; round < rounds; round += 1) await killedRound(file, round);

  const bus = await createEmbeddedBus({ file, log: silentLogger, partitions: 4 });
  for (const group of ['one', 'two']) {
    const onRecord = async ({ partition, offset }: DeliveredRecord): Promise<void> =>
      void sightings.push({ group, lane: `${group} ${partition}`, offset: Number(offset) });
    await bus.consume({ group, topics: [topic], onRecord });
    await until('the group is through', async () => (await bus.lag(group, [topic])) === 0, 60_000);
  }
  const log: DeliveredRecord[] = [];
  const replay = await bus.replay({ topics: [topic], onRecord: (record) => void log.push(record) });
  await replay.caughtUp;
  await bus.close();

  const present = new Map<string, number>();
  const lastOfKey = new Map<string, number>();
  const ends = new Map<number, number>();
  for (const { key, value, partition, offset } of log) {
    expect(Number(offset), 'offsets have no holes').toBe(ends.get(partition) ?? 0);
    ends.set(partition, Number(offset) + 1);
    expect(Number(value), `order of ${key}`).toBeGreaterThan(lastOfKey.get(key) ?? -1);
    lastOfKey.set(key, Number(value));
    present.set(`${key} ${value}`, (present.get(`${key} ${value}`) ?? 0) + 1);
  }
  for (const id of acknowledged) expect(present.get(id), `${id} was acknowledged`).toBe(1);

  const reached = new Map<string, number>();
  for (const { lane, offset } of sightings) {
    const next = reached.get(lane) ?? 0;
    expect(offset, `${lane} skipped from ${next} to ${offset}`).toBeLessThanOrEqual(next);
    reached.set(lane, Math.max(next, offset + 1));
  }
  for (const group of ['one', 'two']) {
    for (const [partition, end] of ends)
      expect(reached.get(`${group} ${partition}`), `${group} saw all of ${partition}`).toBe(end);
  }
  process.stdout.write(
    `# ${rounds} kills, ${acknowledged.length} acknowledged, ${log.length} present, ${sightings.length} sightings\n`,
  );
  await rm(directory, { recursive: true });
}, 240_000);
