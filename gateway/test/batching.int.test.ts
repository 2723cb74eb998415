// Promise: reads of one turn share an exchange and nothing else. None waits for another, none fails with another but where the
// wire itself does, and what the wire took away is asked once more.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { type SubgraphRequest, type SubgraphResult, serveSubgraph } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import { createHttpDataSource, type HttpDataSource, type HttpDataSourceOptions } from '../src/index.js';
import { deferred } from './toys.js';

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

const sourceOf = (options: HttpDataSourceOptions): HttpDataSource => {
  const source = createHttpDataSource(options);
  closing.unshift(() => source.close());
  return source;
};

interface Item {
  readonly headers: Readonly<Record<string, string>>;
  readonly operation: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
}

/** A subgraph by hand: told of each request what it carries. */
const serveByHand = async (
  listener: (items: readonly Item[] | Item['operation'], response: ServerResponse, path: string) => void,
) => {
  const requests: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const path = request.url ?? '';
    requests.push(path);
    listener((await json(request)) as readonly Item[], response, path);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  invariant(address && typeof address === 'object');
  return { requests, url: `http://127.0.0.1:${address.port}/graphql` };
};

/** The product's own server, in front of a subgraph that does what it is told. */
const serveOurs = async (execute: (request: SubgraphRequest) => Promise<SubgraphResult>): Promise<string> => {
  const server = serveSubgraph({
    subgraph: { execute },
    host: '127.0.0.1',
    port: 0,
    log: { error: () => undefined },
    readiness: async () => ({ parts: {} }),
  });
  closing.push(server.stop);
  return `${(await server.start()).url}/graphql`;
};

const ask = async (source: HttpDataSource, number: number, { query = 'query Q { n }', left = 10_000 } = {}) => {
  const context = { signed: `signed-${number}`, correlationId: `correlation-${number}`, endsAt: performance.now() + left };
  const request = { query, variables: { number } };
  const { data } = await source.process({ request, context } as unknown as Parameters<HttpDataSource['process']>[0]);
  return data?.n as unknown;
};
const line = (at: number, n: unknown): string => `${JSON.stringify({ at, result: { data: { n } } })}\n`;
const numbersIn = (items: readonly Item[] | Item['operation']): readonly unknown[] =>
  (items as readonly Item[]).map(({ operation }) => operation.variables.number);
const range = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);

test('reads of one turn share an exchange, each under its own name; one alone is a plain request', async () => {
  const seen: SubgraphRequest[] = [];
  const url = await serveOurs(async (request) => {
    seen.push(request);
    return { data: { n: request.variables?.number } };
  });
  const source = sourceOf({ urls: [url] });
  expect(await Promise.all(range(10).map((number) => ask(source, number)))).toStrictEqual(range(10));
  expect(await ask(source, 10)).toBe(10);
  for (const [number, { query, variables, headers }] of seen.entries()) {
    expect([query, variables]).toStrictEqual(['query Q { n }', { number }]);
    expect([headers['x-daqidi-context'], headers['x-correlation-id']]).toStrictEqual([
      `signed-${number}`,
      `correlation-${number}`,
    ]);
  }
  const byHand = await serveByHand((_, response, path) =>
    response.end(path.endsWith('/batch') ? line(0, 'a') + line(1, 'b') : '{"data":{"n":"alone"}}'),
  );
  const one = sourceOf({ urls: [byHand.url] });
  expect(await ask(one, 0)).toBe('alone');
  expect(await Promise.all([ask(one, 1), ask(one, 2)])).toStrictEqual(['a', 'b']);
  expect(byHand.requests).toStrictEqual(['/graphql', '/graphql/batch']);
});

test('a slow read holds up nobody who travels with it', async () => {
  const slow = deferred();
  const url = await serveOurs(async ({ variables }) => {
    if (variables?.number === 0) await slow.promise;
    return { data: { n: variables?.number } };
  });
  const source = sourceOf({ urls: [url] });
  const [first, ...others] = range(5).map((number) => ask(source, number));
  expect(await Promise.all(others)).toStrictEqual([1, 2, 3, 4]);
  slow.resolve();
  expect(await first).toBe(0);
});

test('a read that is late fails alone, and the last to give up lets go of the exchange', async () => {
  const gone = deferred();
  const { requests, url } = await serveByHand((_, response) => {
    response.once('close', () => gone.resolve());
    response.write(line(1, 'in time'));
  });
  const source = sourceOf({ urls: [url] });
  const [late, inTime] = [ask(source, 0, { left: 150 }), ask(source, 1, { left: 150 })];
  expect(await inTime).toBe('in time');
  await expect(late).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await gone.promise;
  expect(requests).toStrictEqual(['/graphql/batch']);
});

test('a batch that is cut in the middle: what came is kept, the rest is asked once more', async () => {
  const cut = await serveByHand((items, response) => {
    const [first] = numbersIn(items);
    response.write(line(0, first), () => setImmediate(() => response.destroy()));
  });
  const asked: unknown[] = [];
  const steady = await serveByHand((items, response, path) => {
    asked.push(...(path.endsWith('/batch') ? numbersIn(items) : [(items as Item['operation']).variables.number]));
    const lines = (items as readonly Item[]).map?.((_, at) => line(at, 'again'));
    response.end(lines?.join('') ?? JSON.stringify({ data: { n: 'again' } }));
  });
  const source = sourceOf({ urls: [cut.url, steady.url] });
  // In turn: 0, 2 and 4 go to the one that is cut.
  const answers = await Promise.all(range(6).map((number) => ask(source, number)));
  expect(answers).toStrictEqual([0, 'again', 'again', 'again', 'again', 'again']);
  expect(asked.toSorted()).toStrictEqual([1, 2, 3, 4, 5]);
});

test('nonsense in a batch is UNAVAILABLE for all that were not answered, after one more try', async () => {
  for (const nonsense of ['{"at":1,\n', 'null\n', '{"at":1,"result":{"message":"no"}}\n', '']) {
    const { requests, url } = await serveByHand((items, response) =>
      response.end((numbersIn(items)[0] === 0 ? line(0, 'well') : '') + nonsense),
    );
    const source = sourceOf({ urls: [url], deadline: 2_000 });
    const [well, ...others] = await Promise.allSettled(range(3).map((number) => ask(source, number)));
    expect(well, nonsense).toStrictEqual({ status: 'fulfilled', value: 'well' });
    for (const other of others) expect(other.status === 'rejected' && other.reason.code, nonsense).toBe('UNAVAILABLE');
    expect(requests).toHaveLength(2);
  }
});

test('changes never travel together', async () => {
  const { requests, url } = await serveByHand((_, response) => response.end('{"data":{"n":"changed"}}'));
  const source = sourceOf({ urls: [url] });
  const changes = range(4).map((number) => ask(source, number, { query: 'mutation M { n }' }));
  expect(await Promise.all(changes)).toStrictEqual(Array(4).fill('changed'));
  expect(requests).toStrictEqual(Array(4).fill('/graphql'));
});

test('a batch is neither long nor large: many reads and long ones go in several', async () => {
  const sizes: number[] = [];
  const { url } = await serveByHand((items, response, path) => {
    if (!path.endsWith('/batch')) {
      sizes.push(1);
      return response.end('{"data":{"n":0}}');
    }
    sizes.push(numbersIn(items).length);
    response.end(
      numbersIn(items)
        .map((number, at) => line(at, number))
        .join(''),
    );
  });
  const source = sourceOf({ urls: [url] });
  expect(await Promise.all(range(150).map((number) => ask(source, number)))).toStrictEqual(range(150));
  expect(sizes.toSorted((one, other) => one - other)).toStrictEqual([22, 64, 64]);
  sizes.length = 0;
  const long = `query Q { n } #${'长'.repeat(400_000)}`;
  const longer = `query Q { n } #${'长'.repeat(1_500_000)}`;
  await Promise.all([long, long, long, longer, long].map((query, number) => ask(source, number, { query })));
  expect(sizes.toSorted((one, other) => one - other)).toStrictEqual([1, 1, 1, 2]);
});

test('answers that arrive in pieces, in the middle of a character too, are put together', async () => {
  const { url } = await serveByHand(async (_, response) => {
    const bytes = Buffer.from(line(1, '供水管道') + line(0, '反复爆裂'));
    for (const byte of bytes) await new Promise((resolve) => response.write(Buffer.of(byte), () => setImmediate(resolve)));
    response.end();
  });
  const source = sourceOf({ urls: [url] });
  expect(await Promise.all([ask(source, 0), ask(source, 1)])).toStrictEqual(['反复爆裂', '供水管道']);
});

test('a stop waits for what is under way in a batch', async () => {
  const [begun, slow] = [deferred(), deferred()];
  const server = serveSubgraph({
    subgraph: {
      execute: async ({ variables }) => {
        if (variables?.number === 0) {
          begun.resolve();
          await slow.promise;
        }
        return { data: { n: variables?.number } };
      },
    },
    host: '127.0.0.1',
    port: 0,
    log: { error: () => undefined },
    readiness: async () => ({ parts: {} }),
    drain: 60_000,
  });
  const source = sourceOf({ urls: [`${(await server.start()).url}/graphql`] });
  const [first, second] = [ask(source, 0), ask(source, 1)];
  await begun.promise;
  expect(await second).toBe(1);
  const stopped = server.stop();
  slow.resolve();
  expect(await first).toBe(0);
  await stopped;
});

test('a batch on the wire: an item that asks for nothing is told so by itself, a body that is no batch as a whole', async () => {
  const url = await serveOurs(async ({ headers }) => ({ data: { n: headers['x-daqidi-context'] ?? 'nobody' } }));
  const post = async (body: unknown) => {
    const headers = { 'content-type': 'application/json', 'x-daqidi-context': 'of the whole' };
    const response = await fetch(`${url}/batch`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  };
  const { status, text } = await post([
    { headers: { 'x-daqidi-context': 'first' }, operation: { query: '{ n }' } },
    { headers: { 'x-daqidi-context': 7 }, operation: { query: '{ n }' } },
    { headers: { 'x-daqidi-context': 'third' }, operation: { query: 7 } },
    null,
  ]);
  const results = text
    .trim()
    .split('\n')
    .map((each) => JSON.parse(each) as { at: number; result: SubgraphResult })
    .toSorted((one, other) => one.at - other.at)
    .map(({ result }) => result.data?.n ?? result.errors?.[0]?.extensions?.code);
  // What the request as a whole says of its sender is nobody's signature.
  expect([status, results]).toStrictEqual([200, ['first', 'nobody', 'BAD_USER_INPUT', 'BAD_USER_INPUT']]);
  for (const wrong of [{}, null, Array(257).fill({ headers: {}, operation: { query: '{ n }' } })])
    expect((await post(wrong)).status).toBe(400);
});
