// Promise: what is waited for is tried again and told of until it comes to pass or nobody waits any more; work that may take long is
// let go of at once.
import { silentLogger, untilAborted, waitFor } from '../src/index.js';

const listening = () => {
  const told: unknown[] = [];
  return { told, log: { ...silentLogger, warn: (fields: unknown) => void told.push(fields) } };
};

test('what is lacking is told, and tried again', async () => {
  const { told, log } = listening();
  const answers = ['a database', null];
  await waitFor(async () => answers.shift() ?? null, log, new AbortController().signal);
  expect([told, answers]).toStrictEqual([[{ waitingFor: 'a database' }], []]);
});

test('what an attempt throws is final', async () => {
  const { told, log } = listening();
  const final = new Error('final');
  await expect(waitFor(() => Promise.reject(final), log, new AbortController().signal)).rejects.toMatchObject(final);
  expect(told).toStrictEqual([]);
});

test('aborted during an attempt: it is the last one, and what it lacked is told', async () => {
  const { told, log } = listening();
  const stop = new AbortController();
  const attempt = async (): Promise<string> => {
    stop.abort();
    return 'a database';
  };
  await expect(waitFor(attempt, log, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(told).toStrictEqual([{ waitingFor: 'a database' }]);
});

test('work that never ends is abandoned, also where nobody waits from the beginning', async () => {
  const never = new Promise<never>(() => undefined);
  const stop = new AbortController();
  const waiting = untilAborted(never, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await expect(untilAborted(never, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test('work that ends is what comes of it', async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve('done'), signal)).toBe('done');
  await expect(untilAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow(/^failed$/);
});
