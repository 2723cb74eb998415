// Promise: what was answered is there after a SIGKILL at any moment; a writer that answers before its commit is found out.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createSeededRandomness, randomInteger } from '@daqidi/runtime';
import { useCleanup } from '@daqidi/testing';
import { openReadingConnection } from '../src/connection.js';
import { temporaryDirectory } from './support/temporary.js';

const later = useCleanup();
const keeper = fileURLToPath(new URL('./support/keeper.js', import.meta.url));
const honest = new URL('../src/writer.js', import.meta.url).href;
const hasty = new URL('./support/hasty-writer.js', import.meta.url).href;

const killAfter = async (file: string, writer: string, round: number, answers: number): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [keeper, file, writer, `r${round}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const answered: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    // A kill in the middle of a line would leave half an id.
    if (line.endsWith('.')) answered.push(line.slice(0, -1));
    if (answered.length === answers) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return answered;
};

const missing = (file: string, answered: readonly string[]): readonly string[] => {
  const db = openReadingConnection(file);
  const known = db.prepare('SELECT 1 FROM notes WHERE id = ?');
  const lost = answered.filter((id) => known.all([id]).length === 0);
  db.close();
  return lost;
};

test('every answered id survives the kill', async () => {
  const seed = process.env['SEED'] ?? String(randomInt(2 ** 31));
  process.stdout.write(`# SEED=${seed}\n`);
  const randomness = createSeededRandomness(seed);
  const file = join(await temporaryDirectory(later), 'notes.db');
  const all: string[] = [];
  for (let round = 0; round < 25; round += 1) {
    all.push(...(await killAfter(file, honest, round, 1 + randomInteger(randomness, 400))));
    expect(missing(file, all), `SEED=${seed}, round ${round}`).toStrictEqual([]);
  }
});

test('the suite goes red on a writer that answers before it commits', async () => {
  const file = join(await temporaryDirectory(later), 'notes.db');
  let lost = 0;
  for (let round = 0; round < 5; round += 1) lost += missing(file, await killAfter(file, hasty, round, 3)).length;
  expect(lost, `only ${lost} lost answers were noticed`).toBeGreaterThanOrEqual(5);
});
