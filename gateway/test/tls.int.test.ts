// Promise: between gateway and subgraph each side proves who it is, and certificates rotate under load without one failure.
import { request } from 'node:https';
import { type HttpServer, type ServerTls, serveSubgraph } from '@daqidi/subgraph';
import { type Authority, createAuthority } from '../../infra/subgraph/test/contract/certificates.js';
import { type ClientTls, createHttpDataSource, type HttpDataSource } from '../src/index.js';
import { createWorld } from './toys.js';

const [first, second] = await Promise.all([createAuthority('first'), createAuthority('second')]);
const serverTls = async (authority: Authority, callers = authority.cert): Promise<ServerTls> => ({
  ...(await authority.issue('subgraph')),
  clientCa: callers,
});
const clientTls = async (authority: Authority, ca = authority.cert): Promise<ClientTls> => ({
  ...(await authority.issue('gateway')),
  ca,
});

const createSecureWorld = async (tls: ClientTls) => {
  const servers: Record<string, HttpServer> = {};
  const urls: Record<string, string> = {};
  const sources: HttpDataSource[] = [];
  const ofSubgraphs = await serverTls(first);
  const world = createWorld(({ subgraphs, log }) => {
    for (const [name, subgraph] of Object.entries(subgraphs))
      servers[name] = serveSubgraph({
        subgraph,
        host: '127.0.0.1',
        port: 0,
        log,
        tls: ofSubgraphs,
        readiness: async () => ({ parts: {} }),
      });
    return {
      dataSourceFor: (name) => {
        const source = createHttpDataSource({ urls: [`${urls[name]}/graphql`], tls });
        sources.push(source);
        return source;
      },
    };
  });
  for (const [name, server] of Object.entries(servers)) urls[name] = (await server.start()).url;
  await world.gateway.start();
  const close = async (): Promise<void> => {
    await world.gateway.stop();
    await Promise.all([...sources.map((source) => source.close()), ...Object.values(servers).map((server) => server.stop())]);
  };
  return { ...world, servers, sources, close };
};

const readyOf = (sources: readonly HttpDataSource[]): Promise<readonly boolean[]> =>
  Promise.all(sources.map(async (source) => (await source.health()).ready));

const query = '{ who letters { title author { name } } }';

test('with certificates of one authority they talk; a stranger is UNAVAILABLE on either side', async () => {
  const friends = await createSecureWorld(await clientTls(first));
  expect((await friends.gateway.executeOperation({ query })).errors).toBeUndefined();
  expect(await readyOf(friends.sources)).toStrictEqual([true, true]);
  await friends.close();
  for (const tls of [{ ca: first.cert }, await clientTls(second, first.cert), await clientTls(second)]) {
    const strangers = await createSecureWorld(tls);
    const { errors } = await strangers.gateway.executeOperation({ query });
    expect(errors?.[0]?.extensions?.code).toBe('UNAVAILABLE');
    expect(await readyOf(strangers.sources)).toStrictEqual([false, false]);
    await strangers.close();
  }
});

test('both sides move to another authority under load, step by step, and no operation fails', async () => {
  const { gateway, sources, servers, close } = await createSecureWorld(await clientTls(first));
  const both = `${first.cert}\n${second.cert}`;
  let rotating = true;
  let answered = 0;
  const ask = async (): Promise<void> => {
    while (rotating) {
      const { errors } = await gateway.executeOperation({ query });
      expect(errors).toBeUndefined();
      answered++;
    }
  };
  const some = async (): Promise<void> => {
    const before = answered;
    while (rotating && answered < before + 20) await new Promise(setImmediate);
  };
  const rotate = async (): Promise<void> => {
    for (const [server, client] of [
      [await serverTls(first, both), await clientTls(first, both)],
      [await serverTls(second, both), await clientTls(second, both)],
      [await serverTls(second), await clientTls(second)],
    ] as const) {
      for (const each of Object.values(servers)) each.reload(server);
      await some();
      for (const source of sources) source.reload(client);
      await some();
    }
    rotating = false;
  };
  await Promise.all([ask(), ask(), ask(), ask(), rotate()]).finally(() => {
    rotating = false;
  });
  await close();
});

const get = (url: string, options: object): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { agent: false, ...options }, (response) => resolve(response.resume().statusCode))
      .once('error', reject)
      .end();
  });

test('the gateway’s own port: TLS, callers that must show a certificate, rotation', async () => {
  const { gateway } = createWorld({ tls: await serverTls(first) });
  const { url } = await gateway.start();
  const caller = await first.issue('caller');
  expect(await get(`${url}/readyz`, { ca: first.cert, ...caller })).toBe(200);
  await expect(get(`${url}/readyz`, { ca: first.cert })).rejects.toThrow();
  gateway.reloadTls(await serverTls(second, first.cert));
  await expect(get(`${url}/readyz`, { ca: first.cert, ...caller })).rejects.toThrow();
  expect(await get(`${url}/readyz`, { ca: second.cert, ...caller })).toBe(200);
  await gateway.stop();
});
