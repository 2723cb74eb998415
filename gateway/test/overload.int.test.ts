// Promise: who asks too often, and whoever comes when there is no room, is told so at once and told when to come back; others,
// machines and probes are served meanwhile, and memory stays bounded.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { request } from 'node:http';
import { test } from 'node:test';
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
    assert.deepEqual([await ask(caller), await ask(caller), await ask(caller), await ask(caller)], [200, 200, 200, 429]);
  }
  const before = executed();
  const refused = await post(url, '{ this is never read', { ...as('li'), 'accept-language': 'zh' });
  assert.deepEqual(
    [refused.status, refused.errors?.[0]?.extensions.code, refused.errors?.[0]?.message, refused.headers.get('retry-after')],
    [429, 'RATE_LIMITED', '请求过多,请稍后再试。', '2'],
  );
  assert.equal(executed(), before);
  for (let at = 0; at < 10; at++) assert.equal(await ask(as('city')), 200);
  for (let at = 0; at < 10; at++) assert.equal((await fetch(`${url}/healthz`)).status, 200);
  clock.advance(2_000);
  assert.deepEqual([await ask(as('li')), await ask(as('li'))], [200, 429]);
  clock.advance(3_600_000);
  assert.deepEqual([await ask(as('li')), await ask(as('li')), await ask(as('li')), await ask(as('li'))], [200, 200, 200, 429]);
  await gateway.stop();
});

test('a token that does not hold is refused as such, however often', async () => {
  const { gateway } = createWorld({ verifyToken, limits: { burst: 1 } });
  const { url } = await gateway.start();
  for (let at = 0; at < 3; at++) assert.equal((await post(url, { query: '{ who }' }, as('bad'))).status, 401);
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
  assert.deepEqual(
    [refused.status, refused.errors?.[0]?.extensions.code, refused.headers.get('retry-after')],
    [503, 'UNAVAILABLE', '1'],
  );
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  slow.go.resolve();
  for (const { status } of await Promise.all(held)) assert.equal(status, 200);
  assert.equal((await post(url, { query: '{ who }' })).status, 200);
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
  assert.throws(() => arrive(answers[32] as EventEmitter), { code: 'UNAVAILABLE' });
  behind = 200;
  admission.checkRoom(answers[32] as never);
  behind = 201;
  assert.throws(() => admission.checkRoom(answers[32] as never), { code: 'UNAVAILABLE' });
  answers[0]?.emit('close');
  admission.checkRoom(answers[32] as never);
});

test('a process that was held up is behind, in that turn and in the next, and then no more', async () => {
  const lateness = createLateness();
  assert.equal(lateness.now(), 0);
  lateness.start();
  const until = performance.now() + 150;
  while (performance.now() < until);
  assert.ok(lateness.now() >= 100, `${lateness.now()} ms`);
  while (lateness.now() > 0) await new Promise((resolve) => setImmediate(resolve));
  lateness.stop();
  assert.equal(lateness.now(), 0);
});

test('a body that dawdles takes no room', async () => {
  const { gateway } = createWorld({ limits: { inFlight: 1 }, drain: 10 });
  const { url } = await gateway.start();
  const dawdling = request(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  dawdling.on('error', () => undefined);
  await new Promise((resolve) => dawdling.write('{"query":', resolve));
  assert.equal((await post(url, { query: '{ who }' })).status, 200);
  dawdling.destroy();
  await gateway.stop();
});

test('callers beyond the bound push out the oldest; a clock set back takes nothing away', () => {
  const clock = createVirtualClock('2026-11-24T00:00:00Z');
  const rate = createRate({ clock, ratePerSecond: 1, burst: 2, callers: 3 });
  assert.deepEqual([rate.take('a'), rate.take('a'), rate.take('a')], [0, 0, 1]);
  for (const other of ['b', 'c', 'd']) rate.take(other);
  assert.equal(rate.take('a'), 0);
  clock.advance(-60_000);
  assert.deepEqual([rate.take('d'), rate.take('d')], [0, 1]);
});
