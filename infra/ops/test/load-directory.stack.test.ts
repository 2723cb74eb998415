// Promise: on Kafka and MongoDB too another district runs from its files alone: written by `load-directory` before anything else is there, one
// appeal goes from submission to closing in it; loaded again the files change nothing, or what was changed in them, also by hand of whoever
// has only the command line; with anything wrong in them nothing is written.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runOps, runOpsWell } from '../../distributed/test/contract/processes.js';
import { openPlatform, until } from './support/platform.js';

const files = join(root, 'examples', 'qingxi');
const platform = await openPlatform({
  environment: { DAQIDI_DISTRICT: files },
  prepare: async (ops) => {
    await runOpsWell(ops, 'create-topics');
    await runOpsWell(ops, 'create-indexes');
    expect(await runOpsWell(ops, 'load-directory', files)).toBe('the directory of 青溪区 is there\n');
  },
});
const { ops, stack, directory } = platform;
afterAll(platform.close);

const sealing = { ...ops, DAQIDI_MASTER_KEY_FILE: join(directory, 'secrets', 'master-key') };
const askAnybody = async (query: string) => {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { readonly data: unknown }).data;
};

/** A copy of the files in which one row of the units says something else. */
const changedFiles = (name: string, from: string, to: string): string => {
  const folder = join(directory, name);
  cpSync(files, folder, { recursive: true });
  const units = readFileSync(join(folder, 'units.csv'), 'utf8');
  expect(units).toContain(from);
  writeFileSync(join(folder, 'units.csv'), units.replace(from, to));
  return folder;
};

test('every service has the district, its places and its units, and no other', async () => {
  const query = '{ regions(first: 100) { total } units(first: 100) { total edges { node { name } } } channels { code } }';
  const found = await askAnybody(query);
  expect(found).toMatchObject({ regions: { total: 20 }, units: { total: 23 } });
  expect(JSON.stringify(found)).toContain('MARKET_DAY');
  expect(JSON.stringify(found)).not.toContain('巴州');
});

test('the demonstration’s appeal is played by that district’s people to its closing', () => {
  const cli = join(root, 'infra', 'standalone', 'dist', 'demo-cli.js');
  const args = [cli, '--url', stack.url, '--secrets', join(directory, 'secrets'), '--district', files];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toStrictEqual([0, '']);
  expect(stdout).toMatch(/^ *\d+\. \[CLOSED\] /m);
  expect(stdout).toMatch(/^990101-\d{8}-\d{7}-. as the petitioner sees it/m);
});

test('the same files change nothing, and need no key', async () => {
  expect(await runOpsWell(ops, 'load-directory', files)).toBe('the directory of 青溪区: 0 changes\n');
  expect(JSON.parse(await runOpsWell(ops, 'load-directory', files, '--json'))).toStrictEqual({ begun: false, changes: 0 });
});

test('what a row says anew is there in every service, for whoever has the key that reasons are sealed with', async () => {
  const renamed = changedFiles('renamed', '青溪区水利局', '青溪区水务局');
  const unit = '{ unit(id: "qx-water") { name } }';
  const without = await runOps(ops, 'load-directory', renamed);
  expect([without.code, without.stdout]).toStrictEqual([1, '']);
  expect(without.stderr).toMatch(/^daqidi ops: reasons are sealed: set DAQIDI_MASTER_KEY as the assignment service has it$/m);
  expect(await runOpsWell(sealing, 'load-directory', renamed)).toBe('the directory of 青溪区: 1 changes\n');
  await until('the unit has its new name', async () => JSON.stringify(await askAnybody(unit)).includes('青溪区水务局'));
  expect(await runOpsWell(sealing, 'load-directory', renamed)).toBe('the directory of 青溪区: 0 changes\n');
});

test('files with anything wrong in them are told whole, and nothing is written', async () => {
  const wrong = changedFiles('wrong', ',qx-group\nqx-discipline', ',qx-grup\nqx-discipline');
  const { code, stdout } = await runOps(sealing, 'load-directory', wrong);
  expect(code).toBe(1);
  expect(stdout).toMatch(/units\.csv:\d+ superior: there is no unit "qx-grup"$/m);
  expect(stdout).toMatch(/^\d+ problems; nothing was written$/m);
  expect(await askAnybody('{ units(first: 100) { total } }')).toStrictEqual({ units: { total: 23 } });
});

test('a start that names no files leaves the district as it is, and says that it is another one', async () => {
  const { DAQIDI_DISTRICT: _, ...unnamed } = ops;
  expect(await runOpsWell(unnamed, 'seed')).toBe('the directory of another district is there\n');
  expect(await askAnybody('{ units(first: 100) { total } }')).toStrictEqual({ units: { total: 23 } });
});
