// Finds the tests in the sources (so that what .build/ still holds of a deleted one never runs), compiles them and lays
// beside the compiled code the files that it reads: seeds, contracts, golden files, snapshots.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The slowest first, so that they do not run alone at the end. */
const suites = ['proof', 'deep', 'chaos', 'stack', 'e2e', 'int', 'unit'];
const skipped = new Set(['node_modules', 'dist', '.turbo', '.data', 'package.json', 'tsconfig.json']);

const foldersIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .map((entry) => join(folder, entry.name));

const packagesOf = (root) =>
  [
    join(root, 'schemas'),
    ...foldersIn(join(root, 'infra')),
    ...foldersIn(join(root, 'services')),
    join(root, 'gateway'),
    join(root, 'test'),
  ].filter((folder) => existsSync(folder));

/** `bus.int.test.ts` belongs to the suite `int`, `bus.test.ts` to `unit`. Null for what is no test. */
const suiteOf = (file) => {
  const [, suite] = /(?:\.(\w+))?\.test\.ts$/.exec(file) ?? [null, null];
  if (!file.endsWith('.test.ts')) return null;
  if (suite === undefined) return 'unit';
  if (!suites.includes(suite)) throw new Error(`${file}: there is no suite "${suite}", only ${suites.join(', ')}`);
  return suite;
};

/** Every test of the repository: its source (relative to the root, slashes forward), what it compiles to, its suite. */
export const findTests = (root) =>
  packagesOf(root)
    .map((folder) => (folder === join(root, 'test') ? folder : join(folder, 'test')))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file))))
    .map((file) => ({ file, source: relative(root, file).replaceAll('\\', '/'), suite: suiteOf(file) }))
    .filter(({ suite }) => suite !== null)
    .map(({ source, suite }) => ({ source, suite, compiled: join(root, '.build', source.replace(/ts$/, 'js')) }))
    .sort((a, b) => suites.indexOf(a.suite) - suites.indexOf(b.suite) || (a.source < b.source ? -1 : 1));

/** Compiles all tests with the sources that they import. Answers whether there was no type error; the compiler prints them. */
export const compileTests = (root) => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.tests.json')], { stdio: 'inherit' }).status === 0;
};

export const copyAssets = (root) => {
  for (const folder of packagesOf(root)) {
    cpSync(folder, join(root, '.build', relative(root, folder)), {
      recursive: true,
      filter: (path) => !skipped.has(path.split(/[\\/]/).at(-1)) && !path.endsWith('.ts'),
    });
  }
};
