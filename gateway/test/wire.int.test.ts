// Promise: an instance that dies costs a read nothing, a change is never made twice, and nobody waits longer than was allowed.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { invariant } from '@daqidi/testing';
import { createHttpDataSource, type HttpDataSource, type HttpDataSourceOptions } from '../src/index.js';
import { deferred } from './toys.js';

/** `batched` is how many operations the request carries; 0 where it is a single one. */
type Listener = (request: IncomingMessage, response: ServerResponse, batched: number) => void;

interface Instance {
  readonly url: string;
  readonly server: Server;
  /** Operations. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

const open: { stop(): Promise<void> }[] = [];
afterAll(() => Promise.all(open.map((each) => each.stop())));

const serve = async (listener: Listener, port = 0): Promise<Instance> => {
  let asked = 0;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const batched = request.url?.endsWith('/batch') ? (JSON.parse(body) as unknown[]).length : 0;
    asked += batched || 1;
    listener(request, response, batched);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  invariant(address && typeof address === 'object');
  const instance: Instance = {
    url: `http://127.0.0.1:${address.port}/graphql`,
    server,
    asked: () => asked,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  open.push(instance);
  return instance;
};
const answers =
  (who: string): Listener =>
  (_, response, batched) => {
    const result = { data: { who } };
    const lines = Array.from({ length: batched }, (_, at) => `${JSON.stringify({ at, result })}\n`);
    response.end(batched === 0 ? JSON.stringify(result) : lines.join(''));
  };
const status =
  (code: number): Listener =>
  (_, response) =>
    response.writeHead(code).end('{"errors":[{"message":"proxy"}]}');
const hangUp: Listener = (request) => request.socket.resetAndDestroy();

const sourceOf = (options: HttpDataSourceOptions): HttpDataSource => {
  const source = createHttpDataSource(options);
  open.push({ stop: () => source.close() });
  return source;
};
const ask = async (source: HttpDataSource, query = '{ who }', left = 10_000): Promise<unknown> => {
  const context = { signed: 's', correlationId: 'c', endsAt: performance.now() + left };
  const { data } = await source.process({ request: { query }, context } as unknown as Parameters<HttpDataSource['process']>[0]);
  return data?.who;
};

test('instances are asked in turn; one that dies is skipped, one that is back is asked again', async () => {
  const [first, second] = [await serve(answers('first')), await serve(answers('second'))];
  const source = sourceOf({ urls: [first.url, second.url] });
  const seen = await Promise.all(Array.from({ length: 10 }, () => ask(source)));
  expect([first.asked(), second.asked(), new Set(seen).size]).toStrictEqual([5, 5, 2]);
  await first.stop();
  for (let at = 0; at < 20; at++) expect(await ask(source)).toBe('second');
  const again = await serve(answers('first'), Number(new URL(first.url).port));
  while ((await ask(source)) !== 'first');
  expect(again.asked()).toBeGreaterThan(0);
});

test('an instance that dies in the middle of reads loses none of them', async () => {
  const steady = await serve(answers('steady'));
  const holding = deferred();
  const dying = await serve(() => holding.resolve());
  const source = sourceOf({ urls: [dying.url, steady.url] });
  const asked = Promise.all(Array.from({ length: 20 }, () => ask(source)));
  await holding.promise;
  await dying.stop();
  expect(new Set(await asked)).toStrictEqual(new Set(['steady']));
});

test('a read is tried once more, not more often, whatever went wrong', async () => {
  for (const failing of [hangUp, status(502), status(503), status(504)]) {
    const [bad, good] = [await serve(failing), await serve(answers('good'))];
    for (const query of [
      '{ who }',
      'query A { who }',
      'query($representations:[_Any!]!){ _entities(representations:$representations){ __typename } }',
    ])
      expect(await ask(sourceOf({ urls: [bad.url, good.url] }), query)).toBe('good');
    const before = bad.asked();
    await expect(ask(sourceOf({ urls: [bad.url] }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(bad.asked()).toBe(before + 2);
  }
});

test('a change that may have arrived is never sent again, and its caller is not told that nothing was changed', async () => {
  for (const failing of [hangUp, status(503), (() => undefined) satisfies Listener]) {
    const [bad, good] = [await serve(failing), await serve(answers('good'))];
    const source = sourceOf({ urls: [bad.url, good.url], deadline: 200 });
    await expect(ask(source, 'mutation { send(title: "x") { id } }')).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/may have taken effect/),
    });
    expect([bad.asked(), good.asked()]).toStrictEqual([1, 0]);
  }
});

test('a change that nobody can have got goes to the next instance', async () => {
  const [gone, good] = [await serve(hangUp), await serve(answers('good'))];
  await gone.stop();
  expect(await ask(sourceOf({ urls: [gone.url, good.url] }), 'mutation { send }')).toBe('good');
  await expect(ask(sourceOf({ urls: [gone.url] }), 'mutation { send }')).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/nothing was changed/),
  });
});

test('a change on a kept connection that was let go before is made once', async () => {
  const server = await serve(answers('it'));
  const source = sourceOf({ urls: [server.url], connections: 1 });
  await ask(source);
  server.server.closeIdleConnections();
  expect(await ask(source, 'mutation { send }')).toBe('it');
  expect(server.asked()).toBe(2);
});

test('the deadline is the fetch’s own or what the operation has left, waiting for a connection included', async () => {
  const silent = await serve(() => undefined);
  const within = async (promise: Promise<unknown>, limit: number): Promise<void> => {
    const began = performance.now();
    await expect(promise).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - began).toBeLessThan(limit);
  };
  await within(ask(sourceOf({ urls: [silent.url], deadline: 100 })), 4_000);
  await within(ask(sourceOf({ urls: [silent.url] }), '{ who }', 100), 4_000);
  const narrow = sourceOf({ urls: [silent.url], deadline: 300, connections: 1 });
  await Promise.all([within(ask(narrow), 4_000), within(ask(narrow), 4_000)]);
  const before = silent.asked();
  await within(ask(sourceOf({ urls: [silent.url] }), '{ who }', 0), 1_000);
  expect(silent.asked()).toBe(before);
});

test('what finds every connection busy goes to another instance, or is told soon that nothing was done', async () => {
  const there = deferred();
  const silent = await serve(() => silent.asked() === 2 && there.resolve());
  const good = await serve(answers('good'));
  const both = sourceOf({ urls: [silent.url, good.url], connections: 1 });
  const hanging = [ask(both, 'mutation { send }')];
  expect(await ask(both, 'mutation { send }')).toBe('good');
  expect(await ask(both, 'mutation { send }')).toBe('good');

  const alone = sourceOf({ urls: [silent.url], connections: 1 });
  hanging.push(ask(alone, 'mutation { send }'));
  await there.promise;
  const late = [ask(alone, 'mutation { send }'), ask(alone), ask(alone, '{ me { id } }')];
  for (const each of await Promise.allSettled(late)) {
    expect(each).toMatchObject({ reason: { code: 'UNAVAILABLE', message: expect.stringMatching(/nothing was changed/) } });
  }
  expect(silent.asked()).toBe(2);
  silent.server.closeAllConnections();
  for (const each of await Promise.allSettled(hanging)) expect(each.status).toBe('rejected');
});

test('healthy is who has one instance that is ready', async () => {
  const ready: Listener = (request, response) => response.writeHead(request.url === '/readyz' ? 200 : 404).end();
  const [good, bad, silent] = [await serve(ready), await serve(status(503)), await serve(() => undefined)];
  expect((await sourceOf({ urls: [bad.url, good.url] }).health()).ready).toBe(true);
  expect((await sourceOf({ urls: [bad.url, silent.url] }).health()).ready).toBe(false);
  await bad.stop();
  expect((await sourceOf({ urls: [bad.url] }).health()).ready).toBe(false);
});
