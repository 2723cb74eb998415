// What is started here ends with whoever started it, however that one dies, and tells how it ended.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startGuarded } from '../src/guarded-process.js';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-local-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const script = (code: string) => ({
  command: process.execPath,
  args: ['-e', code],
  directory,
  logFile: join(directory, 'log'),
});
const forEver = 'setInterval(() => undefined, 1000); console.log("ready")';

test('it dies with a parent that is killed', async () => {
  const child = new URL('./support/parent.js', import.meta.url).pathname;
  const parent = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => {
    createInterface({ input: parent.stdout }).once('line', (line) => resolve(Number(line)));
  });
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  for (let waited = 0; isAlive(pid); waited += 10) {
    expect(waited, 'it is still there').toBeLessThan(10_000);
    await delay(10);
  }
});

test('its lines are handed over and logged; a stop lets it end in order, a kill does not', async () => {
  const polite = 'process.on("SIGTERM", () => { console.log("bye"); process.exit(0) });';
  for (const how of ['stop', 'kill'] as const) {
    const lines: string[] = [];
    let ready: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const onLine = (line: string): void => {
      lines.push(line);
      ready();
    };
    const guarded = await startGuarded({ ...script(polite + forEver), onLine });
    await started;
    await (how === 'stop' ? guarded.stop(5_000) : guarded.kill());
    expect(isAlive(guarded.pid)).toBe(false);
    expect(lines).toStrictEqual(how === 'stop' ? ['ready', 'bye'] : ['ready']);
    const ending = how === 'stop' ? { exitCode: 0, signal: null } : { exitCode: null, signal: 'SIGKILL' };
    expect(await guarded.ended).toStrictEqual({ lines, ...ending });
    expect(await readFile(join(directory, 'log'), 'utf8')).toBe(`${lines.join('\n')}\n`);
    await guarded.stop(5_000);
  }
});

test('one that does not heed the signal is killed when patience is over', async () => {
  let ready: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const guarded = await startGuarded({ ...script(`process.on("SIGTERM", () => undefined);${forEver}`), onLine: () => ready() });
  await started;
  await guarded.stop(50);
  expect(isAlive(guarded.pid)).toBe(false);
});
