// A log line is JSON with ISO time, carries its correlation, and never holds what could name or let in a person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger, type LogLevel, ruleViolation, silentLogger } from '../src/index.js';

const capture = (level: LogLevel = 'debug') => {
  const lines: string[] = [];
  const log = createLogger({ level, destination: { write: (line) => void lines.push(line) } });
  return { log, lines, last: (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
};

test('one line of JSON with level, ISO time and message', () => {
  const { log, lines, last } = capture();
  log.info({ lag: 3 }, 'consumed');
  log.warn('plain');
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /^\{.*\}\n$/);
  assert.equal(last().level, 'warn');
  assert.equal(last().msg, 'plain');
  assert.match(String(last().time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('children carry their fields, redacted as well', () => {
  const { log, last } = capture();
  log.child({ correlationId: 'C1' }).child({ service: 'intake', token: 'abc' }).info('hello');
  assert.equal(last().correlationId, 'C1');
  assert.equal(last().service, 'intake');
  assert.equal(last().token, '[redacted]');
});

test('sensitive members are hidden at any depth, in lists, whatever their case', () => {
  const { log, lines } = capture();
  const secret = 'SECRET-4711';
  const names = [
    'authorization',
    'Authorization',
    'cookie',
    'token',
    'accessToken',
    'password',
    'secret',
    'name',
    'telephone',
    'identityNumber',
    'address',
    'text',
    'queryCode',
    'privateKey',
    'x-daqidi-context',
  ];
  for (const name of names) {
    log.info({ [name]: secret }, 'flat');
    log.info({ input: { petitioner: [{ deep: { [name]: secret } }] } }, 'deep');
    log.info({ req: { headers: { [name]: { nested: secret } } } }, 'nested');
  }
  log.info({ err: Object.assign(new Error('refused'), { telephone: secret, cause: { password: secret } }) }, 'error');
  log.info({ bytes: Buffer.from(secret) }, 'bytes');
  assert.equal(lines.length, names.length * 3 + 2);
  for (const line of lines) assert.ok(!line.includes(secret), line);
});

test('errors keep type, message, stack, code and cause', () => {
  const { log, last } = capture();
  log.error({ err: new Error('outer', { cause: ruleViolation('one-holder', 'no', '不') }) }, 'failed');
  const err = last().err as { type: string; message: string; stack: string; cause: { type: string; code: string; rule: string } };
  assert.equal(err.type, 'Error');
  assert.equal(err.message, 'outer');
  assert.match(err.stack, /log\.test/);
  assert.deepEqual([err.cause.type, err.cause.code, err.cause.rule], ['DaqidiError', 'RULE_VIOLATION', 'one-holder']);
});

test('cycles and big integers do not break a line', () => {
  const { log, last } = capture();
  const cyclic: Record<string, unknown> = { n: 1n };
  cyclic.self = cyclic;
  log.info({ cyclic }, 'round');
  assert.equal((last().cyclic as { n: string }).n, '1');
});

test('levels below the chosen one are left out; the silent logger says nothing', () => {
  const { log, lines } = capture('error');
  log.warn('not this');
  assert.equal(lines.length, 0);
  silentLogger.child({ a: 1 }).fatal('nothing');
});
