// Before a run: builds the packages (tests of one import the others by name), compiles the tests with the sources that they
// import, and lays beside them the files that these read: seeds, contracts, golden files. What does not compile does not run.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const notCopied = new Set(['node_modules', 'dist', '.turbo', '.data', 'package.json', 'tsconfig.json', '__snapshots__']);
const partsOf = (path) => path.split(/[\\/]/);

const copyAssets = (root) => {
  for (const folder of ['schemas', 'infra', 'services', 'gateway', 'apps', 'test']) {
    cpSync(join(root, folder), join(root, '.build', folder), {
      recursive: true,
      filter: (path) => !notCopied.has(partsOf(path).at(-1)) && !path.endsWith('.ts'),
    });
  }
};

const run = (root, ...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the tests do not compile (above)');
};

/** The compiler repeats what it remembers, but does not notice that types which nobody imports have changed. */
const unnoticed = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.tests.json', 'test/support/expect.d.ts'];

const compileTests = (root) => {
  const memory = join(root, '.build/tests.tsbuildinfo');
  const remembered = statSync(memory, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (unnoticed.some((file) => statSync(join(root, file)).mtimeMs > remembered)) rmSync(memory, { force: true });
  run(root, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.tests.json', '--incremental', '--tsBuildInfoFile', memory);
};

export const compile = (root) => {
  run(root, 'scripts/build.mjs');
  compileTests(root);
  copyAssets(root);
};

/** A run that cannot begin has failed, and says so as every run does. */
export const orEnd = async ({ watch, watchAll }, begin) => {
  try {
    await begin();
  } catch (error) {
    if (watch || watchAll) throw error;
    process.stderr.write(`The tests could not begin: ${error.message}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(1);
  }
};

export default (globalConfig, { rootDir }) => orEnd(globalConfig, () => compile(rootDir));
