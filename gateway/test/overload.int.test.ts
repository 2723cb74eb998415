// Promise: who asks too often, and whoever comes when there is no room, is told so at once and told when to come back; others,
// machines and probes are served meanwhile, and memory stays bounded.
import { request } from 'node:http';
import type { TokenVerifier } from '@daqidi/identity';
import { createMetrics, createVirtualClock, DaqidiError } from '@daqidi/runtime';
import { createAdmission } from '../src/admission/admission.js';
import { createEventLoopDelay } from '../src/admission/event-loop-delay.js';
import { createRate } from '../src/admission/rate.js';
import { createWorld, deferred, post } from './toys.js';

const verifyToken = {
  knows: (token: string) => token === 'li',
  verify: async (token: string) => {
    if (token === 'bad') throw new DaqidiError('UNAUTHENTICATED');
    return token === 'city' ? ({ sub: 'city', kind: 'MACHINE' } as const) : ({ sub: token, kind: 'OFFICER' } as const);
  },
};
const as = (token: string) => ({ authorization: `Bearer ${token}` });

test('a burst, then a rate, each person apart; machines have more of it, probes are not counted', async () => {
  const clock = createVirtualClock('2026-11-24T00:00:00Z');
  const limits = { ratePerSecond: 0.5, burst: 30, machineFactor: 3 };
  const { gateway, executed } = createWorld({ verifyToken, clock, limits });
  const { url } = await gateway.start();
  const ask = async (headers: Record<string, string> = {}) => (await post(url, { query: '{ who }' }, headers)).status;
  const times = async (count: number, caller: Record<string, string>) => {
    const statuses: number[] = [];
    for (let at = 0; at < count; at++) statuses.push(await ask(caller));
    return statuses.filter((status) => status === 200).length;
  };
  // The first to send a text pays for its reading.
  expect(await times(40, as('wang'))).toBe(22);
  expect(await times(40, as('li'))).toBe(30);
  expect(await times(40, {})).toBe(30);
  const before = executed();
  const refused = await post(url, '{ this is never read', { ...as('li'), 'accept-language': 'zh' });
  expect([
    refused.status,
    refused.errors?.[0]?.extensions.code,
    refused.errors?.[0]?.message,
    refused.headers.get('retry-after'),
  ]).toStrictEqual([429, 'RATE_LIMITED', '请求过多,请稍后再试。', '2']);
  expect(executed()).toBe(before);
  expect(await times(100, as('city'))).toBe(90);
  for (let at = 0; at < 10; at++) expect((await fetch(`${url}/healthz`)).status).toBe(200);
  clock.advance(2_000);
  expect(await times(3, as('li'))).toBe(1);
  clock.advance(3_600_000);
  expect(await times(40, as('li'))).toBe(30);
  await gateway.stop();
});

test('tokens that do not hold are counted before they are verified; whoever was known is served all the same', async () => {
  const verified: string[] = [];
  const counting: TokenVerifier = {
    ...verifyToken,
    verify: (token) => {
      verified.push(token);
      return verifyToken.verify(token);
    },
  };
  const metrics = createMetrics();
  const { gateway } = createWorld({ verifyToken: counting, metrics });
  const { url } = await gateway.start();
  const statuses: number[] = [];
  for (let at = 0; at < 60; at++) statuses.push((await post(url, { query: '{ who }' }, as('bad'))).status);
  expect([...new Set(statuses)]).toStrictEqual([401, 429]);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(22);
  expect(verified.length, `${verified.length} were verified`).toBeLessThanOrEqual(22);
  expect((await post(url, { query: '{ who }' }, as('new'))).status).toBe(429);
  expect((await post(url, { query: '{ who }' }, as('li'))).status).toBe(200);
  expect((await post(url, { query: '{ who }' })).status).toBe(200);
  const page = await metrics.registry.metrics();
  for (const code of ['UNAUTHENTICATED', 'RATE_LIMITED'])
    expect(page).toMatch(new RegExp(`daqidi_gateway_errors_total\\{code="${code}"\\} [1-9]`));
  for (const status of ['401', '429'])
    expect(page).toMatch(new RegExp(`request_seconds_count\\{route="/graphql",status="${status}"\\} [1-9]`));
  await gateway.stop();
});

test('the address itself is counted, whoever asks from it', async () => {
  const { gateway } = createWorld({ verifyToken, limits: { burst: 20, ratePerSecond: 0.01, addressFactor: 2 } });
  const { url } = await gateway.start();
  const statuses: number[] = [];
  for (let at = 0; at < 45; at++) statuses.push((await post(url, { query: '{ who }' }, as(`officer-${at}`))).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(40);
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

test('behind with its work, a process lets a crowd finish first: who comes new waits in order, shortly, and is refused then', async () => {
  let behind = 10_000;
  const admission = createAdmission({ inFlight: 100, eventLoopDelay: 100, queueTime: 20 }, { now: () => behind });
  const work = Array.from({ length: 32 }, () => deferred());
  const crowd = work.map(({ promise }) => admission.withinRoom(() => promise));
  const order: string[] = [];
  const late = ['first', 'second', 'third'].map((name) => admission.withinRoom(async () => order.push(name)));
  admission.checkRoom();
  expect(order).toStrictEqual([]);
  // One of the crowd leaves: the first of those who wait takes the place, and leaves it to the next.
  work[0]?.resolve();
  await Promise.all(late);
  expect(order).toStrictEqual(['first', 'second', 'third']);

  const refill = deferred();
  const again = admission.withinRoom(() => refill.promise);
  const waiting = admission.withinRoom(async () => 'served');
  const until = performance.now() + 30;
  while (performance.now() < until);
  expect(() => admission.checkRoom()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  await expect(admission.withinRoom(async () => 'never')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  refill.resolve();
  await again;

  behind = 0;
  const many = Array.from({ length: 60 }, () => admission.withinRoom(() => work[1]?.promise ?? Promise.resolve()));
  admission.checkRoom();
  for (const each of work) each.resolve();
  await Promise.all([...crowd, ...many]);
});

test('an event loop that was held up is behind, in that turn and in the next, and then no more', async () => {
  const delay = createEventLoopDelay();
  expect(delay.now()).toBe(0);
  delay.start();
  const until = performance.now() + 150;
  while (performance.now() < until);
  expect(delay.now(), `${delay.now()} ms`).toBeGreaterThanOrEqual(100);
  while (delay.now() > 0) await new Promise((resolve) => setImmediate(resolve));
  delay.stop();
  expect(delay.now()).toBe(0);
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
