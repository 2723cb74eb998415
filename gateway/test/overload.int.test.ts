// Promise: who asks too often, and whoever comes when there is no room, is told so at once and told when to come back; others,
// machines and probes are served meanwhile, and memory stays bounded.
import { EventEmitter } from 'node:events';
import { request } from 'node:http';
import { createVirtualClock, DaqidiError } from '@daqidi/runtime';
import { createAdmission } from '../src/admission.js';
import { createLateness } from '../src/lateness.js';
import { defaultLimits } from '../src/limits.js';
import { createRate } from '../src/rate.js';
import { createWorld, post } from './toys.js';

const verifyToken = {
  verify: async (token: string) => {
    if (token === 'bad') throw new DaqidiError('UNAUTHENTICATED');
    return token === 'city' ? ({ sub: 'city', kind: 'MACHINE' } as const) : ({ sub: token, kind: 'OFFICER' } as const);
  },
};
const as = (token: string) => ({ authorization: `Bearer ${token}` });

test('a burst, then a rate, each person apart; machines and probes are not counted', async () => {
  const clock = createVirtualClock('2026-11-24T00:00:00Z');
  const { gateway, executed } = createWorld({ verifyToken, clock, limits: { ratePerSecond: 0.5, burst: 3 } });
  const { url } = await gateway.start();
  const ask = async (headers: Record<string, string> = {}) => (await post(url, { query: '{ who }' }, headers)).status;
  for (const caller of [as('li'), as('wang'), {}]) {
    expect([await ask(caller), await ask(caller), await ask(caller), await ask(caller)]).toStrictEqual([200, 200, 200, 429]);
  }
  const before = executed();
  const refused = await post(url, '{ this is never read', { ...as('li'), 'accept-language': 'zh' });
  expect([
    refused.status,
    refused.errors?.[0]?.extensions.code,
    refused.errors?.[0]?.message,
    refused.headers.get('retry-after'),
  ]).toStrictEqual([429, 'RATE_LIMITED', '请求过多,请稍后再试。', '2']);
  expect(executed()).toBe(before);
  for (let at = 0; at < 10; at++) expect(await ask(as('city'))).toBe(200);
  for (let at = 0; at < 10; at++) expect((await fetch(`${url}/healthz`)).status).toBe(200);
  clock.advance(2_000);
  expect([await ask(as('li')), await ask(as('li'))]).toStrictEqual([200, 429]);
  clock.advance(3_600_000);
  expect([await ask(as('li')), await ask(as('li')), await ask(as('li')), await ask(as('li'))]).toStrictEqual([
    200, 200, 200, 429,
  ]);
  await gateway.stop();
});

test('a token that does not hold is refused as such, however often', async () => {
  const { gateway } = createWorld({ verifyToken, limits: { burst: 1 } });
  const { url } = await gateway.start();
  for (let at = 0; at < 3; at++) expect((await post(url, { query: '{ who }' }, as('bad'))).status).toBe(401);
  await gateway.stop();
});

test('without room more are UNAVAILABLE at once; room comes back with the answers', async () => {
  const { gateway, slow } = createWorld({ limits: { inFlight: 2 } });
  const { url } = await gateway.start();
  const held = [post(url, { query: '{ slow }' }), post(url, { query: '{ slow who }' })];
  await slow.arrived.promise;
  // The second may still be on its way in.
  let refused = await post(url, { query: '{ who }' });
  while (refused.status === 200) refused = await post(url, { query: '{ who }' });
  expect([refused.status, refused.errors?.[0]?.extensions.code, refused.headers.get('retry-after')]).toStrictEqual([
    503,
    'UNAVAILABLE',
    '1',
  ]);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  slow.go.resolve();
  for (const { status } of await Promise.all(held)) expect(status).toBe(200);
  expect((await post(url, { query: '{ who }' })).status).toBe(200);
  await gateway.stop();
});

test('a process that is behind lets nobody join a crowd; a few are served all the same', () => {
  let behind = 0;
  const clock = createVirtualClock('2026-11-24T00:00:00Z');
  const admission = createAdmission({ ...defaultLimits, lateness: 200 }, clock, { now: () => behind });
  const answers = Array.from({ length: 33 }, () => Object.assign(new EventEmitter(), { setHeader: () => undefined }));
  const arrive = (response: EventEmitter): void => {
    admission.arrived(response as never);
    admission.checkRoom(response as never);
  };
  behind = 10_000;
  for (const response of answers.slice(0, 32)) arrive(response);
  expect(() => arrive(answers[32] as EventEmitter)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  behind = 200;
  admission.checkRoom(answers[32] as never);
  behind = 201;
  expect(() => admission.checkRoom(answers[32] as never)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  answers[0]?.emit('close');
  admission.checkRoom(answers[32] as never);
});

test('a process that was held up is behind, in that turn and in the next, and then no more', async () => {
  const lateness = createLateness();
  expect(lateness.now()).toBe(0);
  lateness.start();
  const until = performance.now() + 150;
  while (performance.now() < until);
  expect(lateness.now(), `${lateness.now()} ms`).toBeGreaterThanOrEqual(100);
  while (lateness.now() > 0) await new Promise((resolve) => setImmediate(resolve));
  lateness.stop();
  expect(lateness.now()).toBe(0);
});

test('a body that dawdles takes no room', async () => {
  const { gateway } = createWorld({ limits: { inFlight: 1 }, drain: 10 });
  const { url } = await gateway.start();
  const dawdling = request(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  dawdling.on('error', () => undefined);
  await new Promise((resolve) => dawdling.write('{"query":', resolve));
  expect((await post(url, { query: '{ who }' })).status).toBe(200);
  dawdling.destroy();
  await gateway.stop();
});

test('callers beyond the bound push out the oldest; a clock set back takes nothing away', () => {
  const clock = createVirtualClock('2026-11-24T00:00:00Z');
  const rate = createRate({ clock, ratePerSecond: 1, burst: 2, callers: 3 });
  expect([rate.take('a'), rate.take('a'), rate.take('a')]).toStrictEqual([0, 0, 1]);
  for (const other of ['b', 'c', 'd']) rate.take(other);
  expect(rate.take('a')).toBe(0);
  clock.advance(-60_000);
  expect([rate.take('d'), rate.take('d')]).toStrictEqual([0, 1]);
});
