// Promise: what is asked in a wrong way is answered at once, on standard error: with the usage and exit code 2, or with one line for
// each thing that is missing and exit code 1.
import { Writable } from 'node:stream';
import { useCleanup } from '@daqidi/testing';
import { runOps } from '../../distributed/test/contract/processes.js';
import { runCommandLine } from '../src/command-line.js';
import { openMuteServer } from './support/mute-server.js';

const servers = { KAFKA_BROKERS: '127.0.0.1:1', MONGODB_URI: 'mongodb://127.0.0.1:1' };

const collecting = () => {
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      written.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => written.join('') };
};
/** In this process: whatever is known to be wrong before anything is opened. */
const ops = async (environment: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const [out, error] = [collecting(), collecting()];
  const { code } = await runCommandLine(args, { environment, stdout: out.stream, stderr: error.stream });
  return { code, stdout: out.text(), stderr: error.text() };
};

test('the program ends with the exit code, after the last word was written', async () => {
  const [asked, helped, wrong] = await Promise.all([
    runOps({}),
    runOps({}, '--help'),
    runOps(servers, 'refill', 'daqidi.nothing.v1'),
  ]);
  expect([asked.code, asked.stdout]).toStrictEqual([2, '']);
  expect(asked.stderr).toBe(helped.stdout);
  expect([helped.code, helped.stderr, wrong.code, wrong.stdout]).toStrictEqual([0, '', 1, '']);
  expect(wrong.stderr).toMatch(/^daqidi ops: there is no topic [^\n]*\n$/);
});

for (const args of [
  [],
  ['toString'],
  ['redrive', 'intake'],
  ['lag', 'intake'],
  ['prove-clocks'],
  ['lag', '--month', '2026-11'],
]) {
  test(`ops ${args.join(' ')}: the usage`, async () => {
    const { code, stdout, stderr } = await ops({}, ...args);
    expect([code, stdout]).toStrictEqual([2, '']);
    expect(stderr).toMatch(/^usage: ops <command> \[--json\]\n {2}create-topics /);
    expect(stderr).toMatch(/^ {2}redrive <service> <stream> /m);
  });
}

test('ops --help: the usage, which is no error', async () => {
  const { code, stdout, stderr } = await ops({}, '--help');
  expect([code, stderr]).toStrictEqual([0, '']);
  expect(stdout).toMatch(/^usage: ops <command> \[--json\]\n {2}create-topics /);
});

const oneLine: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
  ['an unknown option', ['lag', '--jsn'], servers, /^daqidi ops: Unknown option '--jsn'[^\n]*\n$/],
  [
    'an unknown topic',
    ['refill', 'daqidi.nothing.v1'],
    servers,
    /^daqidi ops: there is no topic "daqidi.nothing.v1", only [^\n]*\n$/,
  ],
  [
    'an unknown service, before secrets are asked for',
    ['redrive', 'foo', 'bar'],
    servers,
    /^daqidi ops: there is no service "foo", only [^\n]*\n$/,
  ],
  [
    'brokers that are none',
    ['lag'],
    { ...servers, KAFKA_BROKERS: 'localhost:99999,foo:abc' },
    /^daqidi ops: KAFKA_BROKERS: expected host:port, separated by commas, got "localhost:99999,foo:abc"\n$/,
  ],
  [
    'a month that is none',
    ['prove-clocks', '--month', '2026-13'],
    servers,
    /^daqidi ops: --month: expected a month like 2026-11, got "2026-13"\n$/,
  ],
  ['redrive without secrets', ['redrive', 'scoring', 's'], servers, /^daqidi ops: effects may seal texts: set [^\n]*\n$/],
  [
    'a typing error in a setting',
    ['lag'],
    { ...servers, DAQIDI_OPS_PATIENT: '1' },
    /^daqidi ops: DAQIDI_OPS_PATIENT: there is no such setting\n$/,
  ],
];

for (const [name, args, environment, expected] of oneLine) {
  test(`${name}: one line`, async () => {
    const { code, stdout, stderr } = await ops(environment, ...args);
    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toMatch(expected);
  });
}

test('load-directory tells all that is wrong with the files before it asks any server', async () => {
  const { code, stdout, stderr } = await ops(servers, 'load-directory', 'no-such-folder');
  expect([code, stderr]).toStrictEqual([1, '']);
  expect(stdout).toBe('no-such-folder:0 file: there is no such folder or file\n1 problems; nothing was written\n');
});

test('missing settings: a line each', async () => {
  const { code, stderr } = await ops({}, 'lag');
  expect(code).toBe(1);
  expect(stderr).toBe(
    'daqidi ops: KAFKA_BROKERS: expected host:port, separated by commas, got nothing\nMONGODB_URI: expected a secret text, got nothing\n',
  );
});

const withPassword = 'mongodb://somebody:hidden@127.0.0.1:1/?authSource=admin';
/** More than the library's own attempts at a broker take. */
const patience = { MONGODB_URI: withPassword, DAQIDI_OPS_PATIENCE: '5000', DAQIDI_MONGODB_TIMEOUT: '500' };
const inVain = (name: string, variable: string, address: string, last: string): RegExp =>
  new RegExp(`^daqidi ops: ${name} did not answer within 5000 ms: ${last}${variable} names ${address}$`);

const later = useCleanup(afterAll);

/** All wait at once, as long as one of them does. */
const waiting = async () => {
  const mute = await openMuteServer(later);
  const away = { ...servers, ...patience };
  const silent = { ...patience, KAFKA_BROKERS: mute, MONGODB_URI: `mongodb://${mute}` };
  const [kafkaAway, mongoAway, kafkaMute, mongoMute] = await Promise.all([
    runOps(away, 'create-topics'),
    runOps(away, 'outbox'),
    runOps(silent, 'create-topics'),
    runOps(silent, 'outbox'),
  ]);
  return { mute, kafkaAway, mongoAway, kafkaMute, mongoMute };
};
let ended: Awaited<ReturnType<typeof waiting>>;
beforeAll(async () => {
  ended = await waiting();
});
const lastLine = (stderr: string): string => stderr.trimEnd().split('\n').at(-1) ?? '';

test('servers that are away are waited for as long as DAQIDI_OPS_PATIENCE, then it says for what, and where that is set', () => {
  const refused = 'connect ECONNREFUSED 127\\.0\\.0\\.1:1';
  const { kafkaAway, mongoAway } = ended;
  for (const [{ code, stderr }, expected] of [
    [kafkaAway, inVain('Kafka', 'KAFKA_BROKERS', '127.0.0.1:1', `waited last for Kafka \\(.*${refused}\\); `)],
    [mongoAway, inVain('MongoDB', 'MONGODB_URI', '127.0.0.1:1', `waited last for MongoDB \\(.*${refused}.*\\); `)],
  ] as const) {
    expect(code).toBe(1);
    expect(lastLine(stderr)).toMatch(expected);
    expect(stderr, 'while it waits').toMatch(/"waitingFor":"/);
    expect(stderr, 'no password is shown').not.toMatch(/hidden/);
  }
});

test('servers that take connections and never answer are waited for no longer', () => {
  const { mute, kafkaMute, mongoMute } = ended;
  for (const [{ code, stderr }, name, variable] of [
    [kafkaMute, 'Kafka', 'KAFKA_BROKERS'],
    [mongoMute, 'MongoDB', 'MONGODB_URI'],
  ] as const) {
    expect(code).toBe(1);
    expect(lastLine(stderr)).toMatch(inVain(name, variable, mute, '(?:waited last for .*; )?'));
  }
});
