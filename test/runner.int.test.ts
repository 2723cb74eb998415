// Promise: a run in which anything goes wrong fails, and its last line is the sums. What can go wrong one by one: runner.deep.test.ts.
import { useCleanup } from '@daqidi/testing';
import { runJest } from './support/run-jest.js';

const later = useCleanup(afterAll);

test('what fails within a test, outside any, and before the first is told by its file, and the sums are the last line', () => {
  const { stdout, status, lastLine } = runJest(later, {
    passes: "test('x', () => console.log('# seen'));",
    fails: "test('x', () => expect(1, 'about one').toBe(2));",
    outside: "test('x', () => { setTimeout(() => { throw new Error('boom'); }, 50); });",
    unloaded: "throw new Error('at load');",
  });
  expect(stdout).toMatch(/✓ passes\.test\.ts: 1 passed, 0 failed.*\n {2}# seen\n/);
  expect(stdout).toMatch(/✗ fails\.test\.ts: 0 passed, 1 failed[\s\S]*Error: about one/);
  expect(stdout).toMatch(/✗ outside\.test\.ts: 1 passed, 1 failed[\s\S]*ended with exit code 1, outside any test[\s\S]*boom/);
  expect(stdout).toMatch(/✗ unloaded\.test\.ts: 0 passed, 1 failed[\s\S]*could not be run: Error: at load/);
  expect([status, lastLine]).toEqual([1, '2 passed, 3 failed']);
});
