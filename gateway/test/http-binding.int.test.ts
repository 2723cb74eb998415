// Promise: subgraphs over HTTP answer exactly as subgraphs in the same process do, and a broken wire is UNAVAILABLE in time.
import { createServer, type RequestListener, type Server } from 'node:http';
import { type HttpServer, serveSubgraph } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import { createHttpDataSource, type GatewayOptions, type HttpDataSource } from '../src/index.js';
import { createWorld, post } from './toys.js';

const createHttpWorld = async (options: Partial<GatewayOptions> = {}) => {
  const servers = new Map<string, HttpServer>();
  const urls: Record<string, string> = {};
  const sources: HttpDataSource[] = [];
  const world = createWorld(({ subgraphs, log }) => {
    for (const [name, subgraph] of Object.entries(subgraphs)) {
      const readiness = async () => ({ parts: { store: name === 'letters' }, degraded: ['broker'] });
      servers.set(name, serveSubgraph({ subgraph, host: '127.0.0.1', port: 0, log, readiness }));
    }
    return {
      ...options,
      dataSourceFor: (name) => {
        const source = createHttpDataSource({ urls: [`${urls[name]}/graphql`] });
        sources.push(source);
        return source;
      },
    };
  });
  for (const [name, server] of servers) urls[name] = (await server.start()).url;
  const close = async (): Promise<void> => {
    await world.gateway.stop();
    for (const source of sources) await source.close();
    for (const server of servers.values()) await server.stop();
  };
  return { ...world, urls, close };
};

test('both bindings give the same answers and the same errors', async () => {
  const local = createWorld();
  const remote = await createHttpWorld();
  const { url: localUrl } = await local.gateway.start();
  const { url: remoteUrl } = await remote.gateway.start();
  for (const query of [
    '{ who letters { title author { name } items(last: 1) { __typename id } } }',
    '{ fail(how: "rule") }',
    '{ fail(how: "x") }',
    '{ audit }',
    'mutation { send(title: "很好") { title } }',
    '{ letters(first: 100) { author { name } } }',
  ]) {
    const [one, other] = await Promise.all(
      [localUrl, remoteUrl].map((url) =>
        post(url, { query }, { authorization: 'Bearer li', 'x-correlation-id': 'same', 'accept-language': 'zh' }),
      ),
    );
    expect([other?.status, other?.data, other?.errors], query).toStrictEqual([one?.status, one?.data, one?.errors]);
  }
  await remote.close();
  await local.gateway.stop();
});

test('a subgraph on HTTP refuses what is unsigned, and says how it is', async () => {
  const { urls, close } = await createHttpWorld();
  const url = urls.letters ?? '';
  expect((await post(url, { query: '{ who }' })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect((await post(url, { query: 7 })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await post(url, '{')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toStrictEqual([
    200,
    { ready: true, notReady: [], degraded: ['broker'], parts: { server: true, store: true } },
  ]);
  const asSeenByGateway = createHttpDataSource({ urls: [`${url}/graphql`] });
  expect(await asSeenByGateway.health()).toStrictEqual({ ready: true, degraded: ['broker'] });
  await asSeenByGateway.close();
  const notReady = await fetch(`${urls.readers}/readyz`);
  expect([notReady.status, ((await notReady.json()) as { notReady: unknown }).notReady]).toStrictEqual([503, ['store']]);
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  await close();
});

test('an operation’s own time is up before a fetch’s: the rest of it is answered, that part is UNAVAILABLE', async () => {
  const { gateway, slow, close } = await createHttpWorld({ operationDeadline: 200 });
  const { url } = await gateway.start();
  const { data, errors } = await post(url, { query: '{ slow readers { name } }' });
  expect([data, errors?.map(({ extensions }) => extensions.code)]).toStrictEqual([null, ['UNAVAILABLE']]);
  slow.go.resolve();
  await close();
});

const serve = async (listener: RequestListener): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  invariant(address && typeof address === 'object');
  return { server, url: `http://127.0.0.1:${address.port}/graphql` };
};
const ask = (source: HttpDataSource) =>
  source.process({
    request: { query: '{ who }' },
    context: { signed: 's', correlationId: 'c', endsAt: performance.now() + 10_000 },
  } as unknown as Parameters<HttpDataSource['process']>[0]);

test('silence, nonsense, a cut wire and a closed port are UNAVAILABLE', async () => {
  const listeners: readonly RequestListener[] = [
    () => undefined,
    (_, response) => response.writeHead(502).end('<html>bad gateway</html>'),
    (_, response) => response.end('{"message":"no"}'),
    (_, response) => response.writeHead(200, { 'content-length': 100 }).write('{"data"', () => response.destroy()),
    (request) => request.socket.destroy(),
  ];
  for (const listener of listeners) {
    const { server, url } = await serve(listener);
    const source = createHttpDataSource({ urls: [url], deadline: 200 });
    await expect(ask(source)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await source.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(ask(createHttpDataSource({ urls: [url] }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  }
});

test('a kept connection that the subgraph has let go of costs a second try, not an error', async () => {
  let requests = 0;
  const { server, url } = await serve((request, response) => {
    requests++;
    if (requests === 2) request.socket.resetAndDestroy();
    else response.end('{"data":{"who":"it"}}');
  });
  const source = createHttpDataSource({ urls: [url] });
  await ask(source);
  expect((await ask(source)).data).toStrictEqual({ who: 'it' });
  expect(requests).toBe(3);
  await source.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
