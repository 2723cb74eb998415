// Runs jest on files of a test's own, as its configuration has it run compiled tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** On files with these bodies; `later` removes what it leaves. */
export const runJest = (
  later: (end: () => unknown) => void,
  bodies: Readonly<Record<string, string>>,
  ...args: readonly string[]
) => {
  const root = mkdtempSync(join(tmpdir(), 'daqidi-runner-'));
  later(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, '.build'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  for (const [name, body] of Object.entries(bodies)) {
    writeFileSync(join(root, `${name}.test.ts`), '');
    writeFileSync(join(root, '.build', `${name}.test.js`), body);
  }
  const config = {
    rootDir: root,
    displayName: 'proof',
    testRegex: String.raw`\.test\.ts$`,
    transform: {},
    runner: [inRepository('scripts/jest/runner.mjs'), { milliseconds: 3_000, closing: 1_000, alone: ['alone'], spare: 0 }],
    reporters: [inRepository('scripts/jest/reporter.mjs')],
    setupFilesAfterEnv: [inRepository('scripts/jest/expect.mjs')],
    snapshotResolver: inRepository('scripts/jest/snapshots.cjs'),
    testTimeout: 3_000,
  };
  const jest = inRepository('node_modules/jest/bin/jest.js');
  const { stdout, status } = spawnSync(process.execPath, [jest, '--config', JSON.stringify(config), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  });
  return { stdout, status, lastLine: stdout.trimEnd().split('\n').at(-1) };
};
