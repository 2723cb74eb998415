// A stack starts its processes with the settings that belong to them, sets right what ends on its own, says in one line why it
// cannot start, and leaves nothing behind. Broker and database are named, not started; each process is a stand-in.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Stack, type StackOptions, startStack } from '../src/stack.js';
import { type StackProcessName, stackServices } from '../src/stack-environment.js';
import { stackWelcome } from '../src/stack-welcome.js';
import { isAlive, until } from './support/alive.js';

const standIn = fileURLToPath(new URL('./support/stack-process.js', import.meta.url));
const names: readonly (StackProcessName | 'ops')[] = [...stackServices, 'gateway', 'ops'];
const entries = Object.fromEntries(names.map((name) => [name, standIn]));

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-stack-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const given = {
  PATH: process.env.PATH,
  KAFKA_BROKERS: 'broker-a:9092,broker-b:9092',
  MONGODB_URI: 'mongodb://someone:hidden@database:27017',
  DAQIDI_KAFKA_PARTITIONS: '3',
  DAQIDI_KAFKA_REPLICATION: '2',
  DAQIDI_LOG_LEVEL: 'warn',
  DAQIDI_DEADLINE: '5000',
  DAQIDI_EVENT_LOOP_DELAY: '300',
  DAQIDI_DATA: 'of another form',
  DAQIDI_TLS_CERT_FILE: 'of processes that others reach',
};
const start = (options: StackOptions = {}): Promise<Stack> =>
  startStack({ directory, environment: given, entries, patience: 20_000, ...options });

const toldBy = async (url: string): Promise<Record<string, string>> =>
  (await (await fetch(`${url}/environment`)).json()) as Record<string, string>;
const settingsOf = (environment: Record<string, string>): string[] =>
  Object.keys(environment)
    .filter((name) => /^(?:DAQIDI|KAFKA|MONGODB)_/.test(name))
    .sort();
const urlOf = ({ processes }: Stack, name: string): string => processes.find((each) => each.name === name)?.url ?? '';
const nobodyIsLeft = (pids: readonly (number | null)[]): void => expect(pids.filter(isAlive)).toStrictEqual([]);

test('each process gets the settings that it knows, and no other', async () => {
  const stack = await start({
    instances: 2,
    extraEnvironment: (name) => (name === 'triage' ? { DAQIDI_STOP_FUSE: '2000' } : {}),
  });
  const pids = stack.processes.map(({ pid }) => pid);
  try {
    expect(stack.processes).toHaveLength(11);
    const common = ['DAQIDI_HOST', 'DAQIDI_LOG_LEVEL', 'DAQIDI_PORT'];
    const secrets = ['DAQIDI_CONTEXT_PUBLIC_KEYS_FILE', 'DAQIDI_LOOKUP_SECRET_FILE', 'DAQIDI_MASTER_KEY_FILE'];
    const servers = ['DAQIDI_KAFKA_PARTITIONS', 'KAFKA_BROKERS', 'MONGODB_URI'];
    const files = ['DAQIDI_FILES', 'DAQIDI_FILES_SECRET_FILE'];
    const service = [...common, ...secrets, ...servers, ...files, 'DAQIDI_NOTICES'];
    expect(settingsOf(await toldBy(urlOf(stack, 'intake')))).toStrictEqual(service.sort());
    expect(settingsOf(await toldBy(urlOf(stack, 'triage')))).toStrictEqual([...service, 'DAQIDI_STOP_FUSE'].sort());
    const gateway = await toldBy(stack.url);
    const urls = stackServices.map((name) => `DAQIDI_${name.toUpperCase()}_URL`);
    const own = ['DAQIDI_CONTEXT_PRIVATE_KEY_FILE', 'DAQIDI_DEADLINE', 'DAQIDI_DEVELOPMENT_ISSUER', 'DAQIDI_EVENT_LOOP_DELAY'];
    expect(settingsOf(gateway)).toStrictEqual([...common, ...own, ...files, ...urls].sort());
    const intakes = stack.processes.filter(({ name }) => name === 'intake').map(({ url }) => url);
    expect(gateway.DAQIDI_INTAKE_URL).toBe(intakes.join(','));
    expect(stack.environmentOf('ops').DAQIDI_KAFKA_REPLICATION).toBe('2');
    for (const setting of [...secrets, 'DAQIDI_CONTEXT_PRIVATE_KEY_FILE']) {
      const file = stack.environmentOf(setting.includes('PRIVATE') ? 'gateway' : 'intake')[setting] ?? '';
      expect((await stat(file)).mode & 0o777, file).toBe(0o600);
    }
    const shown = stackWelcome(stack, 1);
    expect(shown, 'no password is shown').not.toMatch(/hidden/);
    for (const { url, pid, logFile } of stack.processes) {
      expect(shown).toMatch(new RegExp(`${url}/readyz  pid ${pid}  .*${logFile.split('/').at(-1)}`));
    }
    expect(shown).toMatch(new RegExp(`npm run demo -- --url ${stack.url}\n`));
    await expect(stack.mongo.kill()).rejects.toThrow(/was not started here/);
  } finally {
    await stack.stop();
  }
  nobodyIsLeft(pids);
});

test('secrets are kept, and are of the size and kind that they are used as', async () => {
  const file = (name: string): Promise<string> => readFile(join(directory, 'secrets', name), 'utf8');
  const all = () => Promise.all(['master-key', 'lookup-secret', 'context-private-key', 'context-public-keys'].map(file));
  await (await start()).stop();
  const first = await all();
  await (await start()).stop();
  expect(await all()).toStrictEqual(first);
  expect(first.map((text) => Buffer.from(text, 'base64url').length)).toStrictEqual([32, 32, 48, 44]);
  expect(first.every((text) => /^[\w-]+$/.test(text))).toBe(true);
});

test('a process that is killed from outside is told of and comes back where it was; one that is told to end does not', async () => {
  const lines: string[] = [];
  const stack = await start({ report: (line) => lines.push(line) });
  try {
    const scoring = stack.processes.find(({ name }) => name === 'scoring');
    const former = scoring?.pid ?? 0;
    process.kill(former, 'SIGKILL');
    await until('another one runs', () => ![former, null].includes(scoring?.pid ?? null));
    await scoring?.ready();
    expect(lines.join('\n')).toMatch(
      /^scoring 1 ended on its own: killed by SIGKILL \(.*scoring-1\.log\); restart 1 of 5 in 500 ms$/,
    );
    await scoring?.kill();
    expect(scoring?.pid).toBeNull();
    await scoring?.start();
    await scoring?.ready();
    expect(lines).toHaveLength(1);
  } finally {
    await stack.stop();
  }
});

test('a folder belongs to one stack at a time, and what is in it is not touched by another', async () => {
  const stack = await start();
  try {
    const logFile = stack.processes[0]?.logFile ?? '';
    await writeFile(logFile, 'what it has logged');
    await expect(start()).rejects.toSatisfy((error: Error) => {
      expect(error.message).toMatch(new RegExp(`^The data directory ${directory} is in use by another daqidi`));
      return true;
    });
    expect(await readFile(logFile, 'utf8')).toBe('what it has logged');
  } finally {
    await stack.stop();
  }
  await (await start()).stop();
});

test('a variable that names no setting is refused before anything is started', async () => {
  await expect(start({ environment: { ...given, DAQIDI_TYPO: '1', DAQIDI_PROT: '2' } })).rejects.toSatisfy((error: Error) => {
    expect(error.message).toBe('there is no such setting: DAQIDI_PROT, DAQIDI_TYPO');
    return true;
  });
});

test('what cannot start is one line, and nothing is left', async () => {
  await expect(start({ environment: { ...given, SETUP_FAILS: 'topic x has 4 partitions' } })).rejects.toSatisfy(
    (error: Error) => {
      expect(error.message).toMatch(/^setup failed: topic x has 4 partitions, exit code 1 \(.*setup\.log\)$/);
      return true;
    },
  );
  const because = join(directory, 'because');
  await writeFile(because, 'daqidi triage: DAQIDI_PORT: expected a port number\n{"level":"info","msg":"stopping"}');
  // On a slow machine the gateway would be ready before triage has come to its end.
  const extra = new Map([
    ['triage', { ENDS_WITH_FILE: because }],
    ['gateway', { NEVER_READY: '1' }],
  ]);
  const extraEnvironment = (name: string) => extra.get(name) ?? {};
  await expect(start({ extraEnvironment })).rejects.toSatisfy((error: Error) => {
    expect(error.message).toMatch(
      /^triage 1 ended on its own: daqidi triage: DAQIDI_PORT: expected a port number, exit code 1 \(.*triage-1\.log\)$/,
    );
    return true;
  });
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  await expect(start({ port })).rejects.toThrow(new RegExp(`Port in use: 127.0.0.1:${port}`));
  silent.close();
  await expect(start({ signal: AbortSignal.abort() })).rejects.toThrow(/interrupted/);
});

test('the command says what is wrong in one line and ends with 1', async () => {
  const cli = fileURLToPath(new URL('../../../../infra/local/dist/stack-cli.js', import.meta.url));
  for (const [args, line] of [
    [['--instances', '0'], /^daqidi stack: --instances: expected a whole number from 1 to 16, got "0"\n$/],
    [['--port', 'x'], /^daqidi stack: --port: expected a whole number from 0 to 65535, got "x"\n$/],
    [['--prot', '1'], /^daqidi stack: Unknown option '--prot'[^\n]*\n$/],
  ] as const) {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(stderr).toMatch(line);
  }
});
