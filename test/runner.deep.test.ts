// Promise: what scripts/jest runs is told as it is. Whatever goes wrong with a file, inside its tests or outside, fails it with a clear
// text, and no file reaches into another.
import { useCleanup } from '@daqidi/testing';
import { runJest } from './support/run-jest.js';

const later = useCleanup(afterAll);
const run = (bodies: Readonly<Record<string, string>>, ...args: readonly string[]) => runJest(later, bodies, ...args);

const wrongs: Readonly<Record<string, readonly [body: string, told: RegExp, counts: string]>> = {
  'a failed test': ["test('x', () => expect(1).toBe(2));", /x\n +Error: expect\(received\)/, '0 passed, 1 failed'],
  'a message': ["test('x', () => expect(1, 'about one').toBe(2));", /Error: about one/, '0 passed, 1 failed'],
  'a cause': [
    "test('x', () => { throw new Error('outer', { cause: new TypeError('inner') }); });",
    /\[cause\]: TypeError: inner/,
    '0 passed, 1 failed',
  ],
  'a test over its time': [
    "test('x', () => new Promise(() => setTimeout(() => {}, 500)), 100);",
    /x took longer than 100 ms/,
    '0 passed, 1 failed',
  ],
  'a hook that fails': [
    "beforeAll(() => { throw new Error('no ground'); }); test('x', () => {});",
    /\(beforeAll\)\n +Error: no ground/,
    '1 passed, 1 failed',
  ],
  'a file over its time': [
    "test('spins', () => { for (;;); });",
    /took longer than 3 s and was stopped, during "spins"/,
    '0 passed, 1 failed',
  ],
  'a file that cannot be loaded': ["throw new Error('at load');", /could not be run: Error: at load/, '0 passed, 1 failed'],
  'a file without tests': ['export {};', /holds no test/, '0 passed, 1 failed'],
  'a process that ends within a test': [
    "test('x', () => { console.log('bye'); process.exit(0); });",
    /ended with exit code 0, outside any test, during "x"\s+printed:\s+bye/,
    '0 passed, 1 failed',
  ],
  'an error that nobody awaits': [
    "test('x', () => { setTimeout(() => { throw new Error('boom'); }, 50); });",
    /ended with exit code 1, outside any test\s+printed:[\s\S]*boom/,
    '1 passed, 1 failed',
  ],
  'something left open': [
    "import { createServer } from 'node:net'; test('x', () => { createServer().listen(0); });",
    /had not ended 1 s after its last test and was stopped; still open: .*TCPServerWrap/,
    '1 passed, 1 failed',
  ],
  'a process left behind': [
    "import { spawn } from 'node:child_process'; test('x', () => { spawn('sleep', ['60'], { stdio: 'ignore' }).unref(); });",
    /left processes behind:\s+sleep 60/,
    '1 passed, 1 failed',
  ],
  'a snapshot that is not there': [
    "test('x', () => expect(1).toMatchSnapshot());",
    /New snapshot was not written/,
    '0 passed, 1 failed',
  ],
};

const names = Object.keys(wrongs);
const fileOf = (what: string): string => what.replaceAll(' ', '-');
let wrong: ReturnType<typeof run>;
beforeAll(() => {
  wrong = run(Object.fromEntries(Object.entries(wrongs).map(([what, [body]]) => [fileOf(what), body])));
});

test.each(names)('%s is told', (what) => {
  const [, told, counts] = wrongs[what] ?? [];
  const own = wrong.stdout.split(/^(?=[✗✓] )/m).find((part) => part.startsWith(`✗ ${fileOf(what)}.test.ts: ${counts} (`));
  expect(own).toMatch(told ?? /never/);
});

test('the run has failed, and its last line is the sums', () => {
  const sum = (part: RegExp): number =>
    Object.values(wrongs).reduce((total, [, , counts]) => total + Number(part.exec(counts)?.[1]), 0);
  expect(wrong).toMatchObject({ status: 1, lastLine: `${sum(/^(\d+) passed/)} passed, ${sum(/(\d+) failed$/)} failed` });
});

test('passes, skips with their reason, warnings and figures are told, and files share nothing', () => {
  const ran = run({
    one: "process.env.LEAK = '1'; globalThis.leak = 1; process.emitWarning('careful'); test('x', () => console.log('# 3 kills'));",
    alone:
      "test('y', () => expect([process.env.LEAK, globalThis.leak]).toStrictEqual([undefined, undefined])); test.skip('z (why)', () => {});",
  });
  expect(ran.stdout).toMatch(/✓ one\.test\.ts: 1 passed, 0 failed.*\n {2}\(node:\d+\) Warning: careful\n {2}# 3 kills\n/);
  expect(ran.stdout).toMatch(/✓ alone\.test\.ts: 1 passed, 0 failed, 1 skipped.*\n {2}SKIPPED z \(why\)\n/);
  expect(ran).toMatchObject({ status: 0, lastLine: '2 passed, 0 failed, 1 skipped' });
});

const traces: Readonly<Record<string, string>> = {
  nothing: '',
  'a setting': "process.env.LEAK = '1';",
  'a global': 'globalThis.leak = 1;',
  'a listener': "process.on('exit', () => {});",
  'a thread': "import { Worker } from 'node:worker_threads'; new Worker('setTimeout(() => {}, 100)', { eval: true }).unref();",
  'a process': "import { spawn } from 'node:child_process'; spawn('true');",
};

test('the next file gets the same process after one that left nothing there, and only then', () => {
  const told = "test('x', () => console.log('# ' + process.pid));";
  const bodies = Object.values(traces).map((trace, index) => [`file-${index}`, `${trace} ${told}`]);
  const { stdout, lastLine } = run({ ...Object.fromEntries(bodies), last: told }, '--runInBand');
  expect(lastLine).toBe('7 passed, 0 failed');
  const files = stdout.split(/^(?=✓ )/m).slice(1);
  const pids = files.map((file) => /# (\d+)/.exec(file)?.[1]);
  const leaves = files.map((file) => Object.keys(traces)[Number(/file-(\d)/.exec(file)?.[1])] ?? 'nothing');
  const shared = pids.slice(1).map((pid, index) => pid === pids[index]);
  expect(shared).toStrictEqual(leaves.slice(0, -1).map((left) => left === 'nothing'));
});

test('what -t leaves out is not skipped, and a run in which nothing was run fails', () => {
  const bodies = { one: "test('x', () => {}); test('y', () => {});" };
  expect(run(bodies, '-t', 'x')).toMatchObject({ status: 0, lastLine: '1 passed, 0 failed' });
  expect(run(bodies, '-t', 'nothing')).toMatchObject({ status: 1, lastLine: '0 passed, 0 failed' });
});
