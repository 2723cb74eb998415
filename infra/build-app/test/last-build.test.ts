// Promise: the assets of the build before stay beside the new ones, for pages that were open when it was laid in place; older ones go.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compress } from '../src/compress.js';
import { keepLastBuild } from '../src/last-build.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daqidi-build-'));
  mkdirSync(join(folder, 'assets'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const build = (...names: readonly string[]): readonly string[] => {
  const made = names.map((name) => `assets/${name}`);
  for (const name of made) writeFileSync(join(folder, name), 'x'.repeat(2_000));
  for (const name of made) compress(join(folder, name));
  keepLastBuild(folder, made);
  return readdirSync(join(folder, 'assets')).filter((name) => !/\.(?:br|gz)$/.test(name));
};

test('two builds are there, three are not', () => {
  expect(build('a.js')).toStrictEqual(['a.js']);
  expect(build('b.js')).toStrictEqual(['a.js', 'b.js']);
  expect(build('c.js')).toStrictEqual(['b.js', 'c.js']);
  expect(existsSync(join(folder, 'assets', 'a.js.br'))).toBe(false);
});

test('building the same again keeps what was before', () => {
  build('a.js');
  build('b.js');
  expect(build('b.js')).toStrictEqual(['a.js', 'b.js']);
});

test('a file that has become too small to be compressed is not sent as it was', () => {
  const page = join(folder, 'index.html');
  writeFileSync(page, 'x'.repeat(2_000));
  compress(page);
  expect(existsSync(`${page}.br`)).toBe(true);
  writeFileSync(page, 'x');
  compress(page);
  expect([existsSync(`${page}.br`), existsSync(`${page}.gz`)]).toStrictEqual([false, false]);
});
