// Promise: what is kept is its owner's alone from the first byte, also what an earlier version left open; what belongs to others is
// not closed to them.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { keepSecret, privateFile, privateFolder } from '../src/index.js';

let directory: string;
const umask = process.umask(0);
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-private-'));
});
after(async () => {
  process.umask(umask);
  await rm(directory, { recursive: true, force: true });
});

const modeOf = (...path: readonly string[]): string => (statSync(join(directory, ...path)).mode & 0o7777).toString(8);

test('a new folder and what is missing above it are private, whatever the umask', async () => {
  await privateFolder(join(directory, 'new', 'below'));
  assert.deepEqual([modeOf('new'), modeOf('new', 'below')], ['700', '700']);
});

test('a folder that is there is tightened, but not one that everybody may write to', async () => {
  for (const [name, mode] of [
    ['open', 0o755],
    ['shared', 0o1777],
  ] as const) {
    mkdirSync(join(directory, name));
    chmodSync(join(directory, name), mode);
    await privateFolder(join(directory, name));
  }
  assert.deepEqual([modeOf('open'), modeOf('shared')], ['700', '1777']);
});

test('a new file is private, one that is there is tightened and keeps what it holds', () => {
  privateFile(join(directory, 'new.db'));
  assert.equal(modeOf('new.db'), '600');
  writeFileSync(join(directory, 'old.db'), 'kept', { mode: 0o644 });
  privateFile(join(directory, 'old.db'));
  assert.equal(modeOf('old.db'), '600');
  writeFileSync(join(directory, 'old.db-wal'), '', { mode: 0o444 });
  privateFile(join(directory, 'old.db-wal'));
  assert.equal(modeOf('old.db-wal'), '400', 'nothing is given to the owner that he had not');
  assert.equal(readFileSync(join(directory, 'old.db'), 'utf8'), 'kept');
});

test('a secret is made once, private, and tightened where it was open', async () => {
  const file = join(directory, 'secret');
  assert.equal(await keepSecret(file, () => 'first'), 'first');
  assert.equal(modeOf('secret'), '600');
  chmodSync(file, 0o644);
  assert.equal(await keepSecret(file, () => 'second'), 'first');
  assert.equal(modeOf('secret'), '600');
});
