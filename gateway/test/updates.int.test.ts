// Promise: whoever is signed in is told within moments which of his appeals changed, and nothing else; a stream that breaks goes on where it
// was, ends with its token and at a stop, and there are never more of them than the gateway can serve.
import { createWorld, type OneWorld } from './toys.js';

const open: OneWorld[] = [];
const start = async (limits: object = {}) => {
  const world = createWorld({ limits: { updateTick: 5, ...limits } });
  open.push(world);
  return { ...world, ...(await world.gateway.start()) };
};
afterEach(async () => {
  for (const { gateway } of open.splice(0)) await gateway.stop();
});

/** A stream of updates, read until it holds a text or ends. */
const follow = async (url: string, token = 'li', last?: string) => {
  const headers = { authorization: `Bearer ${token}`, ...(last === undefined ? {} : { 'last-event-id': last }) };
  const answer = await fetch(`${url}/updates`, { headers });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    answer,
    until: async (part: string): Promise<string> => {
      while (!text.includes(part)) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`ended with ${text}`);
        text += value;
      }
      const at = text.indexOf(part) + part.length;
      const passed = text.slice(0, at);
      text = text.slice(at);
      return passed;
    },
    ended: async (): Promise<boolean> => {
      for (;;) if ((await reader?.read())?.done !== false) return true;
    },
    close: () => reader?.cancel(),
  };
};

test('a change is told once, by the id of the appeal and a cursor, in a stream that no proxy keeps back', async () => {
  const { url, changes } = await start();
  changes.push({ id: 'old', at: 't0' });
  const { answer, until, close } = await follow(url);
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store, no-transform');
  expect([answer.headers.get('x-accel-buffering'), answer.headers.get('content-encoding')]).toStrictEqual(['no', null]);
  expect(await until('{}\n\n')).toBe('retry: 3000\nid: t0\nevent: open\ndata: {}\n\n');
  changes.push({ id: 'new', at: 't1' });
  expect(await until('\n\n')).toBe('id: t1\nevent: changes\ndata: {"cases":["new"]}\n\n');
  changes.splice(0, 1);
  changes.push({ id: 'new', at: 't2' });
  changes.splice(0, 1);
  expect(await until('\n\n')).toBe('id: t2\nevent: changes\ndata: {"cases":["new"]}\n\n');
  await close();
});

test('a stream goes on after the cursor that was told last; a cursor that is none, and too much at once, say that all is to be read anew', async () => {
  const { url, changes } = await start();
  changes.push({ id: 'missed', at: 't1' });
  const resumed = await follow(url, 'li', 't0');
  expect(await resumed.until('\n\n')).toContain('event: changes\ndata: {"cases":["missed"]}');
  for (let at = 0; at < 100; at += 1) changes[at] = { id: `many-${at}`, at: 't9' };
  expect(await resumed.until('\n\n')).toBe('id: t9\nevent: reset\ndata: {}\n\n');
  await resumed.close();
  const bad = await follow(url, 'li', 'nonsense');
  expect(await bad.until('\n\n')).toContain('event: reset');
  await bad.close();
});

test('nobody is told anything without a token, and a stream ends with its token', async () => {
  const { url, expired } = await start();
  expect((await fetch(`${url}/updates`)).status).toBe(401);
  expect((await follow(url, 'nobody')).answer.status).toBe(401);
  const { until, ended } = await follow(url, 'short');
  await until('open');
  expired.add('short');
  expect(await ended()).toBe(true);
});

test('a person has six streams, a gateway so many as it was told; one that is let go makes room', async () => {
  const { url } = await start({ updateStreams: 7 });
  const streams = [];
  for (let at = 0; at < 6; at += 1) streams.push(await follow(url));
  expect((await follow(url)).answer.status).toBe(429);
  const other = await follow(url, 'short');
  expect(other.answer.status).toBe(200);
  expect((await follow(url, 'short')).answer.status).toBe(503);
  await other.close();
  for (;;) {
    const again = await follow(url, 'short');
    if (again.answer.status === 200) break;
  }
});

test('a stop ends the streams and does not wait for them', async () => {
  const { url, gateway } = await start();
  const { until, ended } = await follow(url);
  await until('open');
  const stopped = gateway.stop();
  expect(await ended()).toBe(true);
  await stopped;
});
