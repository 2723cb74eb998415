// A log line is JSON with ISO time, carries its correlation, and never holds what could name or let in a person.
import { createLogger, DaqidiError, type LogLevel, silentLogger } from '../src/index.js';

const capture = (level: LogLevel = 'debug') => {
  const lines: string[] = [];
  const log = createLogger({ level, destination: { write: (line) => void lines.push(line) } });
  return { log, lines, last: (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
};

test('one line of JSON with level, ISO time and message', () => {
  const { log, lines, last } = capture();
  log.info({ lag: 3 }, 'consumed');
  log.warn('plain');
  expect(lines).toHaveLength(2);
  expect(lines[0] ?? '').toMatch(/^\{.*\}\n$/);
  expect(last().level).toBe('warn');
  expect(last().msg).toBe('plain');
  expect(String(last().time)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('children carry their fields, redacted as well', () => {
  const { log, last } = capture();
  log.child({ correlationId: 'C1' }).child({ service: 'intake', token: 'abc' }).info('hello');
  expect(last().correlationId).toBe('C1');
  expect(last().service).toBe('intake');
  expect(last().token).toBe('[redacted]');
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
  expect(lines).toHaveLength(names.length * 3 + 2);
  for (const line of lines) expect(line, line).not.toContain(secret);
});

test('errors keep type, message, stack, code and cause', () => {
  const { log, last } = capture();
  log.error({ err: new Error('outer', { cause: new DaqidiError('RULE_VIOLATION', { rule: 'one-holder' }) }) }, 'failed');
  const err = last().err as { type: string; message: string; stack: string; cause: { type: string; code: string; rule: string } };
  expect(err.type).toBe('Error');
  expect(err.message).toBe('outer');
  expect(err.stack).toMatch(/log\.test/);
  expect([err.cause.type, err.cause.code, err.cause.rule]).toStrictEqual(['DaqidiError', 'RULE_VIOLATION', 'one-holder']);
});

test('cycles and big integers do not break a line', () => {
  const { log, last } = capture();
  const cyclic: Record<string, unknown> = { n: 1n };
  cyclic.self = cyclic;
  log.info({ cyclic }, 'round');
  expect((last().cyclic as { n: string }).n).toBe('1');
});

test('levels below the chosen one are left out; the silent logger says nothing', () => {
  const { log, lines } = capture('error');
  log.warn('not this');
  expect(lines).toHaveLength(0);
  silentLogger.child({ a: 1 }).fatal('nothing');
});
