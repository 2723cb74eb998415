// The platform runs as separate processes on a real broker and a database: any of them may be killed and come back, all of it comes
// back on its data, and everything ends with the one that started it, on an interrupt as when it is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawShare, useSeed } from '@daqidi/testing';
import { freePorts } from '../src/free-port.js';
import type { ServerProgram } from '../src/server-program.js';
import { type Stack, startStack } from '../src/stack.js';
import { isAlive, until } from './support/alive.js';
import { ownDatabase, stackEnvironment, startDatabase } from './support/database.js';

/** What is killed, and how, where only a SHARE of it is. */
const { below } = useSeed();
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-stack-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const environment = stackEnvironment();
const ready = (stack: Stack): Promise<unknown> => Promise.all(stack.processes.map((each) => each.ready()));

const notReady = ({ processes }: Stack): Promise<boolean> =>
  Promise.resolve(processes[0]?.ready(0)).then(
    () => false,
    (error: Error) => /"database":false/.test(error.message),
  );

const answers = async ({ url }: Stack): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ timelineByCode(unifiedCode: "none", queryCode: "0000-0000-0000-0000") { at } }' });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  expect(await response.json()).toStrictEqual({ data: { timelineByCode: null } });
};

test('any process, the broker and the database may be killed and come back', async () => {
  const lines: string[] = [];
  const start = () =>
    startStack({ directory: join(directory, 'stack'), environment, startDatabase, report: (line) => lines.push(line) });
  const stack = await start();
  try {
    await ready(stack);
    await answers(stack);
    for (const process of drawShare(stack.processes, below)) {
      await process.kill();
      await process.start();
    }
    await ready(stack);
    await stack.kafka.kill();
    await stack.kafka.start();
    if (ownDatabase) {
      await stack.mongo.kill();
      await until('a service says that it lacks it', () => notReady(stack), 60_000);
      await stack.mongo.start();
    }
    await ready(stack);
    await answers(stack);
  } finally {
    await stack.stop();
  }
  expect(lines).toStrictEqual([]);
  const pids = [...stack.processes, stack.kafka, stack.mongo].map(({ pid }) => pid);
  expect(new Set(pids)).toStrictEqual(new Set([null]));

  const again = await start();
  await ready(again);
  await answers(again);
  await again.stop();
});

const cli = fileURLToPath(new URL('../../../../infra/local/dist/stack-cli.js', import.meta.url));

interface Command {
  readonly child: ChildProcess;
  /** Process ids of what it says that it started. */
  readonly pids: readonly number[];
  stderr(): string;
}

const runCommand = async (database: Readonly<Record<string, string | undefined>>): Promise<Command> => {
  const child = spawn(process.execPath, [cli, '--port', '0', '--directory', join(directory, 'command')], {
    env: { ...environment, ...database },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  await until('it is ready or ended', () => stdout.includes('Ctrl-C') || child.exitCode !== null, 180_000);
  const pids = [...stdout.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
  return { child, pids, stderr: () => stderr };
};

test('the command stops what it started, and nothing else', async () => {
  const folder = join(directory, 'outside');
  await mkdir(folder);
  const [port = 0] = await freePorts(1);
  const outside: ServerProgram | null = ownDatabase ? await startDatabase({ directory: folder, port }) : null;
  const database = outside === null ? {} : { MONGODB_URI: `mongodb://127.0.0.1:${port}` };
  try {
    // Killed first: the next one finds the folder free.
    for (const signal of ['SIGKILL' as const, ...drawShare(['SIGINT', 'SIGTERM'] as const, below)]) {
      const { child, pids, stderr } = await runCommand(database);
      expect(pids, `five services, gateway and broker: ${stderr()}`).toHaveLength(7);
      expect(pids.every(isAlive)).toBe(true);
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = await exit;
      expect(code).toBe(signal === 'SIGKILL' ? null : 0);
      await until('all are gone', () => !pids.some(isAlive), 30_000);
      expect(stderr()).toBe(signal === 'SIGKILL' ? '' : 'daqidi stack: stopping\n');
      if (outside !== null) expect(isAlive(outside.pid), 'the database of somebody else goes on').toBe(true);
    }
    const log = await readFile(join(directory, 'command', 'logs', 'setup.log'), 'utf8');
    expect(log, 'what was set up is told in its log').not.toBe('');
  } finally {
    await outside?.stop();
  }
});
