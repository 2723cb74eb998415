// Promise: who asks how to play the demonstration is told, and that is no error; who asks otherwise is told in one line.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../../infra/standalone/dist/demo-cli.js', import.meta.url));
const demo = (option: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, option], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('demo --help: the usage', () => {
  const { status, stdout, stderr } = demo('--help');
  expect([status, stderr]).toStrictEqual([0, '']);
  expect(stdout).toMatch(/^usage: npm run demo -- \[--story /);
});

test('demo with an unknown option: one line', () => {
  const { status, stdout, stderr } = demo('--hepl');
  expect([status, stdout]).toStrictEqual([1, '']);
  expect(stderr).toMatch(/^demo: Unknown option '--hepl'[^\n]*\n$/);
});
