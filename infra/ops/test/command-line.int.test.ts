// Promise: what is asked in a wrong way is answered at once, on standard error: with the usage and exit code 2, or with one line for
// each thing that is missing and exit code 1.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOps } from '../../distributed/test/contract/processes.js';

const servers = { KAFKA_BROKERS: '127.0.0.1:1', MONGODB_URI: 'mongodb://127.0.0.1:1' };

for (const args of [[], ['nothing'], ['toString'], ['redrive', 'intake'], ['refill'], ['lag', 'intake']]) {
  test(`ops ${args.join(' ')}: the usage`, async () => {
    const { code, stdout, stderr } = await runOps({}, ...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^usage: ops <command> \[--json\]\n {2}create-topics /);
    assert.match(stderr, /^ {2}redrive <service> <stream> /m);
  });
}

const oneLine: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
  ['an unknown option', ['lag', '--jsn'], servers, /^daqidi ops: Unknown option '--jsn'[^\n]*\n$/],
  [
    'an unknown topic',
    ['refill', 'daqidi.nothing.v1'],
    servers,
    /^daqidi ops: there is no topic "daqidi.nothing.v1", only [^\n]*\n$/,
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
    const { code, stdout, stderr } = await runOps(environment, ...args);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, expected);
  });
}

test('missing settings: a line each', async () => {
  const { code, stderr } = await runOps({}, 'lag');
  assert.equal(code, 1);
  assert.equal(
    stderr,
    'daqidi ops: KAFKA_BROKERS: expected a comma-separated list, got nothing\nMONGODB_URI: expected a secret text, got nothing\n',
  );
});

test('servers that do not answer are waited for as long as DAQIDI_OPS_PATIENCE, then it says so', async () => {
  const environment = { ...servers, DAQIDI_OPS_PATIENCE: '1000', DAQIDI_MONGODB_TIMEOUT: '500' };
  for (const [command, what] of [
    ['create-topics', 'Kafka'],
    ['outbox', 'MongoDB'],
  ] as const) {
    const { code, stderr } = await runOps(environment, command);
    assert.equal(code, 1);
    assert.equal(stderr.trimEnd().split('\n').at(-1), `daqidi ops: ${what} did not answer within 1000 ms`);
    assert.match(stderr, /"waitingFor":"/);
  }
});
