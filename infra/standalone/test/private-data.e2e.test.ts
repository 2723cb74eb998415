// Promise: data and secrets of the one-process form are their owner's alone, in every file, as long as it runs and after.
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from './support/process.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-private-data-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Whatever in the folder others than its owner may touch, itself included. */
const openToOthers = async (folder: string): Promise<readonly string[]> => {
  const paths = ['', ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: (await stat(join(folder, path))).mode })));
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ path, mode }) => `${path}: ${(mode & 0o777).toString(8)}`);
};

test('data and secrets are their owner’s alone while it runs, and what was left open is tightened at the next start', async () => {
  const data = join(directory, 'data');
  // The smaller of two districts: what is written is not what is looked at.
  const district = fileURLToPath(new URL('../../../../examples/qingxi', import.meta.url));
  const settings = { DAQIDI_DATA: data, DAQIDI_PORT: '0', DAQIDI_DISTRICT: district };
  const first = startProcess(settings);
  await first.url;
  const made = await readdir(data, { recursive: true });
  for (const name of ['lock.db', 'intake.db', 'intake.db-wal', 'intake.db-shm', 'bus.db-wal', 'secrets/issuer-key.pem'])
    expect(made, `there is a ${name}`).toContain(name);
  expect(await openToOthers(data)).toStrictEqual([]);
  first.child.kill('SIGKILL');
  await first.ended;

  await chmod(data, 0o755);
  for (const name of made) await chmod(join(data, name), name === 'secrets' ? 0o755 : 0o644);
  const second = startProcess(settings);
  await second.url;
  expect(await openToOthers(data)).toStrictEqual([]);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});
