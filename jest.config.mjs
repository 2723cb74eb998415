// jest runs the tests: it finds their sources, and scripts/jest/runner.mjs runs what they compile to (docs/adr/0021-jest-on-compiled-output.md).
// A tier is a project, named after the suffix of its files: `jest --selectProjects int`.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const minutes = 60_000;
/** Proofs that go on for as long as they are worth take hours. */
const long = process.env.LONG === '1';
const quick = 3 * minutes;
const patient = long ? 8 * 60 * minutes : 15 * minutes;

/** What imports name is read from the sources when jest looks which tests a change concerns. */
const sourcesOfPackages = Object.fromEntries(
  [
    'schemas',
    'gateway',
    ...['infra', 'services', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)),
  ]
    .filter((folder) => readdirSync(join(root, folder)).includes('package.json'))
    .map((folder) => [JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).name, folder])
    .map(([name, folder]) => [`^${name}$`, `<rootDir>/${folder}/src/index.ts`]),
);

const tier = (name, milliseconds, { servers = false, alone = [] } = {}) => ({
  displayName: name,
  rootDir: root,
  roots: ['schemas', 'infra', 'services', 'gateway', 'apps', 'test'].map((folder) => `<rootDir>/${folder}`),
  testRegex: name === 'unit' ? String.raw`/test/(?:.*/)?[^./]+\.test\.ts$` : String.raw`/test/.*\.${name}\.test\.ts$`,
  modulePathIgnorePatterns: ['/dist/', String.raw`/\.data/`],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  moduleNameMapper: { ...sourcesOfPackages, [String.raw`^(\.{1,2}/.*)\.js$`]: '$1' },
  transform: {},
  globalSetup: `<rootDir>/scripts/jest/${servers ? 'servers-up' : 'compile'}.mjs`,
  ...(servers ? { globalTeardown: '<rootDir>/scripts/jest/servers-down.mjs' } : {}),
  runner: [
    '<rootDir>/scripts/jest/runner.mjs',
    {
      milliseconds,
      closing: 15_000,
      alone,
      // Files that wait for processes and clocks leave a core free; those that bring servers along need all there are.
      spare: servers ? 0 : 1,
    },
  ],
  setupFilesAfterEnv: ['<rootDir>/scripts/jest/expect.mjs'],
  snapshotResolver: '<rootDir>/scripts/jest/snapshots.cjs',
  testTimeout: milliseconds,
});

export default {
  maxWorkers: 4,
  reporters: ['<rootDir>/scripts/jest/reporter.mjs'],
  testSequencer: '<rootDir>/scripts/jest/sequencer.mjs',
  projects: [
    tier('unit', quick),
    tier('int', quick),
    tier('e2e', 2 * quick),
    tier('browser', 2 * quick),
    tier('chaos', patient),
    tier('deep', patient),
    tier('stack', patient, { servers: true, alone: ['differential'] }),
    tier('proof', patient, { servers: true, alone: ['flood'] }),
  ],
};
