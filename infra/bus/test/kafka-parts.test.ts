// What the Kafka binding decides by itself: what goes together, how often to begin anew, when a replay has caught up, what to log.
import { createRequire } from 'node:module';
import type { Logger, LogLevel } from '@daqidi/runtime';
import { silentLogger } from '@daqidi/runtime';
import { chunksOf, toMessages } from '../src/kafka/chunks.js';
import { forgetCutAnswers } from '../src/kafka/fresh-connection.js';
import { asUnavailable, isRefused } from '../src/kafka/kafka-error.js';
import { bridgeLog } from '../src/kafka/log-bridge.js';
import type { Member } from '../src/kafka/member.js';
import { createProgress } from '../src/kafka/replay.js';
import { supervise } from '../src/kafka/supervisor.js';
import { partitionOf } from '../src/partition.js';
import { record } from './contract/bus-support.js';
import { until } from './support/until.js';

test('keys keep their partitions for ever', () => {
  expect(['case-1', 'case-2', '举报', ''].map((key) => partitionOf(key, 8))).toStrictEqual([7, 2, 4, 5]);
});

test('a publish is cut where a request would be too large, in order; a large record goes alone', () => {
  const large = { key: 'k', value: '举'.repeat(400), headers: {} };
  const chunks = chunksOf('t', [record('a', 1), record('a', 2), large, record('a', 3)], 700);
  expect(chunks.map(({ records }) => records.map(({ value }) => value.slice(0, 7)))).toStrictEqual([
    ['{"n":1}', '{"n":2}'],
    ['举举举举举举举'],
    ['{"n":3}'],
  ]);
  expect(chunksOf('t', [])).toStrictEqual([]);
});

test('chunks of one topic become one list, in order', () => {
  const chunks = [...chunksOf('t', [record('a', 1)]), ...chunksOf('u', [record('b', 1)]), ...chunksOf('t', [record('a', 2)])];
  expect(toMessages(chunks).map(({ topic, messages }) => [topic, messages.map(({ value }) => value)])).toStrictEqual([
    ['t', ['{"n":1}', '{"n":2}']],
    ['u', ['{"n":1}']],
  ]);
});

const createLives = () => {
  const died: ((error: Error) => void)[] = [];
  let stops = 0;
  const start = (): Member => {
    let left: () => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      left = resolve;
      died.push(reject);
    });
    ended.catch(() => undefined);
    const stop = async (): Promise<void> => {
      stops += 1;
      left();
    };
    return { ended, stop };
  };
  return { start, died, stops: () => stops };
};

test('a consumer that crashes begins anew within its budget, and then the bus fails', async () => {
  const { start, died } = createLives();
  const failures: string[] = [];
  const fail = ({ message }: Error): void => void failures.push(message);
  const up = async () => true;
  const stop = supervise({ start, up, budget: { restarts: 1, within: 60_000 }, log: silentLogger, fail });
  died[0]?.(new Error('once'));
  await until('it began anew', () => died.length === 2);
  expect(failures).toHaveLength(0);
  died[1]?.(new Error('twice'));
  await until('it failed', () => failures.length > 0);
  expect([...failures]).toStrictEqual(['twice']);
  await stop();
  expect(died).toHaveLength(2);
});

test('while no broker answers the next life is waited for, and costs nothing of the budget', async () => {
  const { start, died } = createLives();
  let there = false;
  let looks = 0;
  const up = async (): Promise<boolean> => {
    looks += 1;
    return there;
  };
  const fail = (): never => {
    throw new Error('it did not fail');
  };
  const stop = supervise({ start, up, budget: { restarts: 0, within: 60_000 }, log: silentLogger, fail });
  for (const life of [1, 2]) {
    there = false;
    looks = 0;
    died[life - 1]?.(new Error('no broker'));
    await until('it looked more than once', () => looks > 1);
    expect(died).toHaveLength(life);
    there = true;
    await until('it began anew', () => died.length === life + 1);
  }
  await stop();
});

test('a stop ends the wait for a broker', async () => {
  const lives = createLives();
  let looks = 0;
  const up = async (): Promise<boolean> => {
    looks += 1;
    return false;
  };
  const fail = (): never => {
    throw new Error('it did not fail');
  };
  const stop = supervise({ start: lives.start, up, budget: { restarts: 0, within: 60_000 }, log: silentLogger, fail });
  lives.died[0]?.(new Error('no broker'));
  await until('it waits', () => looks > 0);
  await stop();
  expect(lives.died).toHaveLength(1);
});

test('a stop ends the life under way and the pause before the next', async () => {
  const lives = createLives();
  const stop = supervise({
    start: lives.start,
    up: async () => true,
    budget: { restarts: 9, within: 60_000 },
    log: silentLogger,
    fail: () => {
      throw new Error('it did not fail');
    },
  });
  lives.died[0]?.(new Error('once'));
  await until('the first life is over', () => lives.stops() > 0);
  await stop();
  expect(lives.died).toHaveLength(1);
});

test('a replay has caught up with what was there at its start; a new beginning hands nothing over again', async () => {
  const at = (partition: number, offset: number) => ({ ...record('k', 1), topic: 't', partition, offset: String(offset) });
  const progress = createProgress(
    new Map([
      [
        't',
        new Map([
          [0, 2n],
          [1, 0n],
        ]),
      ],
    ]),
  );
  let arrived = false;
  const caughtUp = progress.caughtUp.then(() => {
    arrived = true;
  });
  progress.taken(at(1, 0));
  progress.taken(at(0, 0));
  expect(progress.isNew(at(0, 0))).toBe(false);
  expect(progress.isNew(at(0, 1))).toBe(true);
  expect(arrived).toBe(false);
  progress.taken(at(0, 1));
  await caughtUp;
  const stopped = createProgress(new Map([['t', new Map([[0, 1n]])]]));
  stopped.giveUp();
  await expect(stopped.caughtUp).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a refused password or mechanism is final and told in one line; a broker that is away is not', () => {
  const failed = (name: string, members: object): Error =>
    new Error('connection failed', { cause: Object.assign(new Error('inner'), { name, ...members }) });
  const password = failed('KafkaJSSASLAuthenticationError', {});
  const mechanism = failed('KafkaJSProtocolError', { type: 'UNSUPPORTED_SASL_MECHANISM' });
  const away = failed('KafkaJSConnectionError', { retriable: true });
  expect([password, mechanism, away].map(isRefused)).toStrictEqual([true, true, false]);
  expect(String(asUnavailable(password))).toMatch(/refuses the user name or the password/);
  expect(String(asUnavailable(mechanism))).toMatch(/SASL mechanism/);
  const coordinator = Object.assign(new Error('Failed to find group coordinator'), {
    name: 'KafkaJSGroupCoordinatorNotFound',
  });
  // A broker that takes connections and never answers.
  const mute = new Error('Broker not connected');
  for (const passing of [coordinator, away, mute])
    expect((asUnavailable(passing) as { readonly code?: string }).code).toBe('UNAVAILABLE');
});

test('what every group sees when it begins is for debugging; errors are warnings, and not repeated at once', () => {
  const lines: [LogLevel, string][] = [];
  const at =
    (level: LogLevel) =>
    (_: unknown, message = ''): void =>
      void lines.push([level, message]);
  const log: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: () => log,
  };
  const say = bridgeLog(log)(1);
  const line = (level: number, message: string, error?: string): void =>
    say({ namespace: 'n', level, label: '', log: { timestamp: '', message, ...(error ? { error } : {}) } });
  line(1, 'Response GroupCoordinator', 'The group coordinator is not available');
  line(1, 'Connection error: refused');
  line(1, 'Connection error: refused');
  line(2, 'odd');
  line(4, 'Starting');
  expect(lines.map(([level]) => level)).toStrictEqual(['debug', 'warn', 'info', 'debug']);
});

test('what was left of a cut answer is forgotten when the library connects anew', async () => {
  forgetCutAnswers();
  const Connection = createRequire(import.meta.url)('kafkajs/src/network/connection');
  const cut = { chunks: [Buffer.from([0, 0])], bytesBuffered: 2, bytesNeeded: 90, isConnected: () => false };
  // There is nothing to connect to: only what it begins with counts.
  await Connection.prototype.connect.call(cut).catch(() => undefined);
  expect([cut.chunks, cut.bytesBuffered, cut.bytesNeeded]).toStrictEqual([[], 0, 4]);
  const open = { ...cut, chunks: [Buffer.from([0])], isConnected: () => true };
  await Connection.prototype.connect.call(open);
  expect(open.chunks).toHaveLength(1);
});
