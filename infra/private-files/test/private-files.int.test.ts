// Promise: what is kept is its owner's alone from the first byte, also what an earlier version left open; what belongs to others is
// not closed to them.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileNotifier, keepSecret, privateFile, privateFolder } from '../src/index.js';

let directory: string;
const umask = process.umask(0);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-private-'));
});
afterAll(async () => {
  process.umask(umask);
  await rm(directory, { recursive: true, force: true });
});

const modeOf = (...path: readonly string[]): string => (statSync(join(directory, ...path)).mode & 0o7777).toString(8);

test('a new folder and what is missing above it are private, whatever the umask', async () => {
  await privateFolder(join(directory, 'new', 'below'));
  expect([modeOf('new'), modeOf('new', 'below')]).toStrictEqual(['700', '700']);
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
  expect([modeOf('open'), modeOf('shared')]).toStrictEqual(['700', '1777']);
});

test('a new file is private, one that is there is tightened and keeps what it holds', () => {
  privateFile(join(directory, 'new.db'));
  expect(modeOf('new.db')).toBe('600');
  writeFileSync(join(directory, 'old.db'), 'kept', { mode: 0o644 });
  privateFile(join(directory, 'old.db'));
  expect(modeOf('old.db')).toBe('600');
  writeFileSync(join(directory, 'old.db-wal'), '', { mode: 0o444 });
  privateFile(join(directory, 'old.db-wal'));
  expect(modeOf('old.db-wal'), 'nothing is given to the owner that he had not').toBe('400');
  expect(readFileSync(join(directory, 'old.db'), 'utf8')).toBe('kept');
});

test('a secret is made once, private, and tightened where it was open', async () => {
  const file = join(directory, 'secret');
  expect(await keepSecret(file, () => 'first')).toBe('first');
  expect(modeOf('secret')).toBe('600');
  chmodSync(file, 0o644);
  expect(await keepSecret(file, () => 'second')).toBe('first');
  expect(modeOf('secret')).toBe('600');
});

test('a notice is a file for its owner alone, the same notice again the same file, and one without a telephone is a slip', async () => {
  const { send } = createFileNotifier(join(directory, 'notices'));
  const notice = {
    id: 'intake:appeal:1/1',
    channel: 'SMS',
    telephone: '13812341234',
    textZh: '查询码',
    textEn: 'Query code',
  } as const;
  await send(notice);
  await send(notice);
  await send({ ...notice, channel: 'SLIP', telephone: null });
  for (const kind of ['telephone', 'slips']) {
    const files = readdirSync(join(directory, 'notices', kind));
    expect([kind, files.length, modeOf('notices', kind), modeOf('notices', kind, files[0] ?? '')]).toStrictEqual([
      kind,
      1,
      '700',
      '600',
    ]);
  }
  const [file = ''] = readdirSync(join(directory, 'notices', 'telephone'));
  expect(JSON.parse(readFileSync(join(directory, 'notices', 'telephone', file), 'utf8'))).toStrictEqual(notice);
});
