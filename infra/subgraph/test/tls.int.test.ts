// Promise: a server with TLS is believed by its authority alone, a caller without a certificate gets nothing where one is
// asked for, and certificates change while the server runs.
import { Agent, type RequestOptions, request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { createHttpServer, type HttpServer, serveSubgraph } from '../src/index.js';
import { type Authority, createAuthority } from './contract/certificates.js';
import { createToy } from './toy.js';

interface Answer {
  readonly status: number;
  readonly server: string;
  readonly connection: string | undefined;
}

const get = (url: string, options: RequestOptions): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(url, { agent: false, ...options }, (response) => {
      const server = String((response.socket as TLSSocket).getPeerCertificate().subject.CN);
      response
        .resume()
        .once('end', () => resolve({ status: response.statusCode ?? 0, server, connection: response.headers.connection }));
    })
      .once('error', reject)
      .end();
  });

let ours: Authority;
let theirs: Authority;
beforeAll(async () => {
  [ours, theirs] = await Promise.all([createAuthority('ours'), createAuthority('theirs')]);
});

const open: HttpServer[] = [];
const serve = (options: Partial<Parameters<typeof createHttpServer>[0]>): HttpServer => {
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    drain: 1_000,
    handle: (_, response) => response.end('ok'),
    ...options,
  });
  open.push(server);
  return server;
};
afterAll(() => Promise.all(open.map((server) => server.stop())));

test('the address says https, and the authority decides whom a caller believes', async () => {
  const { url } = await serve({ tls: await ours.issue('first') }).start();
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const { status, server } = await get(url, { ca: ours.cert });
  expect([status, server]).toStrictEqual([200, 'first']);
  await expect(get(url, { ca: theirs.cert })).rejects.toThrow(/unable to verify|self.signed/);
});

test('with an authority for callers, one without a certificate of it is refused, health included', async () => {
  const { subgraph } = createToy();
  const log = { error: () => undefined };
  const tls = { ...(await ours.issue('subgraph')), clientCa: ours.cert };
  const server = serveSubgraph({ subgraph, host: '127.0.0.1', port: 0, log, tls, readiness: async () => ({ parts: {} }) });
  open.push(server);
  const { url } = await server.start();
  for (const path of ['/healthz', '/readyz']) {
    await expect(get(url + path, { ca: ours.cert })).rejects.toThrow();
    await expect(get(url + path, { ca: ours.cert, ...(await theirs.issue('stranger')) })).rejects.toThrow();
    expect((await get(url + path, { ca: ours.cert, ...(await ours.issue('gateway')) })).status).toBe(200);
  }
});

test('rotated: new connections see the new certificate at once, a kept one ends with its next answer', async () => {
  const server = serve({ tls: await ours.issue('first') });
  const { url } = await server.start();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await get(url, { ca: ours.cert, agent })).toStrictEqual({ status: 200, server: 'first', connection: 'keep-alive' });
  server.reload(await ours.issue('second'));
  expect((await get(url, { ca: ours.cert })).server).toBe('second');
  expect(await get(url, { ca: ours.cert, agent })).toStrictEqual({ status: 200, server: 'first', connection: 'close' });
  expect((await get(url, { ca: ours.cert, agent })).server).toBe('second');
  agent.destroy();
});

test('another authority for callers: those of the former are refused from then on', async () => {
  const certificate = await ours.issue('server');
  const [before, after] = [await ours.issue('caller'), await theirs.issue('caller')];
  const server = serve({ tls: { ...certificate, clientCa: ours.cert } });
  const { url } = await server.start();
  expect((await get(url, { ca: ours.cert, ...before })).status).toBe(200);
  server.reload({ ...certificate, clientCa: theirs.cert });
  await expect(get(url, { ca: ours.cert, ...before })).rejects.toThrow();
  expect((await get(url, { ca: ours.cert, ...after })).status).toBe(200);
});

test('what cannot be used is refused, and what was in use stays', async () => {
  const certificate = await ours.issue('server');
  const server = serve({ tls: { ...certificate, clientCa: ours.cert } });
  const { url } = await server.start();
  expect(() => server.reload(certificate)).toThrow(/not changed by a reload/);
  expect(() => server.reload({ cert: 'junk', key: 'junk', clientCa: ours.cert })).toThrow();
  expect(() => serve({}).reload(certificate)).toThrow(/without TLS/);
  expect((await get(url, { ca: ours.cert, ...(await ours.issue('caller')) })).status).toBe(200);
  await expect(get(url, { ca: ours.cert })).rejects.toThrow();
});
