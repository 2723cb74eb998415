// Promise: whoever nobody knows can neither end the gateway nor stop it for others, nor guess a code, nor see what he may not ask for.
import { createHash } from 'node:crypto';
import { createWorld, type OneWorld, post } from './toys.js';

const open: OneWorld[] = [];
const start = async (...options: Parameters<typeof createWorld>) => {
  const world = createWorld(...options);
  open.push(world);
  return { ...world, ...(await world.gateway.start()) };
};
afterEach(async () => {
  for (const { gateway } of open.splice(0)) await gateway.stop();
});
const as = (token: string) => ({ authorization: `Bearer ${token}` });

test('what an anonymous caller may not ask for is refused before it is planned, and nothing of it is executed', async () => {
  const { url, executed, gateway } = await start();
  const before = executed();
  for (const query of ['{ audit }', '{ who audit }', '{ ...A } fragment A on Query { who a: audit }']) {
    const { status, headers, errors, data } = await post(url, { query });
    expect([status, errors?.[0]?.extensions.code, data]).toStrictEqual([401, 'UNAUTHENTICATED', undefined]);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
  // For a petitioner it is forbidden; whether an officer has the post is for the subgraph to say.
  const asPetitioner = await gateway.executeOperation({ query: '{ audit }', claims: { sub: 'p', kind: 'PETITIONER' } });
  expect(asPetitioner.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(executed()).toBe(before);
  expect((await post(url, { query: '{ audit }' }, as('li'))).errors?.[0]?.path).toStrictEqual(['audit']);
  expect(executed()).toBe(before + 1);
});

test('texts that nobody has sent before cost their sender more than those that are known', async () => {
  const { url } = await start({ limits: { burst: 40, ratePerSecond: 0.001, addressFactor: 100 } });
  const served = async (query: (at: number) => string): Promise<number> => {
    let count = 0;
    for (let at = 0; at < 50; at++) if ((await post(url, { query: query(at) }, as(`li`))).status === 200) count++;
    return count;
  };
  expect(await served((at) => `{ a${at}: who }`)).toBe(4);
  const fresh = await start({ limits: { burst: 40, ratePerSecond: 0.001, addressFactor: 100 } });
  let known = 0;
  for (let at = 0; at < 50; at++) if ((await post(fresh.url, { query: '{ who }' }, as('li'))).status === 200) known++;
  expect(known).toBe(32);
});

test('one code a request; attempts at it are counted by address and code, and lock out nobody who comes from elsewhere', async () => {
  const { url } = await start({ trustedProxies: ['127.0.0.1'] });
  const query = 'query ($of: String!, $code: String!) { secret(of: $of, code: $code) }';
  const attempt = (of: string, code: string, address: string) =>
    post(url, { query, variables: { of, code } }, { 'x-forwarded-for': address });
  const two = await post(url, { query: '{ a: secret(of: "a", code: "1") b: secret(of: "a", code: "2") }' });
  expect(two.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const statuses: number[] = [];
  for (let at = 0; at < 12; at++) statuses.push((await attempt('case', `guess ${at}`, '192.0.2.1')).status);
  expect(statuses).toStrictEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
  expect((await attempt('case', 'right', '192.0.2.1')).status).toBe(429);
  expect((await attempt('case', 'right', '192.0.2.2')).data).toStrictEqual({ secret: 'told' });
  expect((await attempt('another case', 'right', '192.0.2.1')).data).toStrictEqual({ secret: 'told' });
  // However it is typed, one code is one; what is none is bad input.
  for (const spelling of ['CASE', ' c-a-s-e ', 'ｃａｓｅ'])
    expect((await attempt(spelling, 'right', '192.0.2.1')).status, spelling).toBe(429);
  const byDefault = 'query ($of: String! = "case") { secret(of: $of, code: "right") }';
  expect((await post(url, { query: byDefault }, { 'x-forwarded-for': '192.0.2.1' })).status).toBe(429);
  const odd = await post(url, { query, variables: { of: { toString: 1 }, code: 'x' } }, { 'x-forwarded-for': '192.0.2.3' });
  expect(odd.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  // Guessing at many cases from one address ends, too.
  const many: number[] = [];
  for (let at = 0; at < 60; at++) many.push((await attempt(`case ${at}`, 'guess', '192.0.2.1')).status);
  expect(many.filter((status) => status === 429).length).toBeGreaterThan(0);
});

test('without trusted proxies, what a caller says of his address counts for nothing', async () => {
  const { url } = await start({ limits: { burst: 10, ratePerSecond: 0.001 } });
  const statuses: number[] = [];
  for (let at = 0; at < 20; at++)
    statuses.push((await post(url, { query: '{ who }' }, { 'x-forwarded-for': `192.0.2.${at}` })).status);
  expect(statuses).toContain(429);
});

test('while introspections and large bodies come in by hundreds, health is answered between them', async () => {
  const { url } = await start({ limits: { introspection: true } });
  const introspection = (at: number): string =>
    `{ a${at}: __schema { types { name fields { name args { name type { name ofType { name ofType { name } } } } } } } }`;
  const large = JSON.stringify({
    query: '{ who }',
    variables: Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`v${at}`, at])),
  });
  const flood = [
    ...Array.from({ length: 200 }, (_, at) => post(url, { query: introspection(at) })),
    ...Array.from({ length: 200 }, () => post(url, large, as('li'))),
  ];
  let isOver = false;
  const ended = Promise.allSettled(flood).then((answers) => {
    isOver = true;
    return answers;
  });
  const waits: number[] = [];
  while (!isOver) {
    const began = performance.now();
    const { status } = await fetch(`${url}/healthz`);
    expect(status).toBe(200);
    waits.push(performance.now() - began);
  }
  const statuses = (await ended).map((answer) => (answer.status === 'fulfilled' ? answer.value.status : 0));
  expect(statuses.filter((status) => status === 429 || status === 400 || status === 503).length).toBeGreaterThan(200);
  process.stdout.write(`# slowest answer of /healthz: ${Math.round(Math.max(...waits))} ms of ${waits.length}\n`);
});

test('a code within an input is an attempt at whose it is; where none is given nothing is guessed', async () => {
  const { url } = await start({ trustedProxies: ['127.0.0.1'] });
  const query = 'mutation ($input: ProofInput!) { prove(input: $input) }';
  const prove = (input: object, address: string) => post(url, { query, variables: { input } }, { 'x-forwarded-for': address });
  for (let at = 0; at < 20; at++) expect((await prove({ of: 'case' }, '192.0.2.1')).status).toBe(200);
  const tried: (number | undefined)[] = [];
  for (let at = 0; at < 12; at++) tried.push((await prove({ of: 'case', code: `${at}` }, '192.0.2.1')).status);
  expect(tried.slice(0, 10).every((status) => status === 200)).toBe(true);
  expect(tried.at(-1)).toBe(429);
  expect((await prove({ of: 'case' }, '192.0.2.1')).status).toBe(200);
  expect((await prove({ of: 'another', code: 'right' }, '192.0.2.1')).data).toStrictEqual({ prove: 'told' });
  expect((await prove({ of: 'case', code: 'right' }, '192.0.2.2')).data).toStrictEqual({ prove: 'told' });
});

test('a memory that runs out refuses, and does not end the process', async () => {
  const { url } = await start({ limits: { heapBytes: 1 } });
  let refused = await post(url, { query: '{ who }' });
  while (refused.status === 200) refused = await post(url, { query: '{ who }' });
  expect([refused.status, refused.errors?.[0]?.extensions.code]).toStrictEqual([503, 'UNAVAILABLE']);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('where only listed operations are served, others are refused by text and by hash, and listed ones pass either way', async () => {
  const listed = 'query Letters {\n  letters { id }\n}\n';
  const hash = (text: string) => ({
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
  });
  const { url, executed } = await start({ listedOperations: [listed] });
  const two = { letters: [{ id: 'l0' }, { id: 'l1' }] };
  expect((await post(url, { query: listed })).data).toStrictEqual(two);
  expect((await post(url, { extensions: hash(listed) })).data).toStrictEqual(two);
  // A client lays texts out in its own way, and a cache asks for the types of things.
  const { data } = await post(url, { query: 'query Letters { letters { id __typename } }' });
  expect(data?.letters).toHaveLength(2);
  const before = executed();
  const other = 'query Letters { letters { id title } }';
  expect((await post(url, { query: other })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await post(url, { query: other, extensions: hash(other) })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await post(url, { extensions: hash(other) })).errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect((await post(url, { query: '{' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(executed()).toBe(before);
});

test('a network of IPv6 is one address, and one of IPv4 is itself however it is written', async () => {
  const { url } = await start({ trustedProxies: ['127.0.0.1'], limits: { burst: 12, ratePerSecond: 0.001 } });
  const from = async (address: string) => (await post(url, { query: '{ who }' }, { 'x-forwarded-for': address })).status;
  const network: number[] = [];
  for (let at = 0; at < 20; at++) network.push(await from(`2001:db8:1:2::${at.toString(16)}`));
  expect(network.at(-1)).toBe(429);
  expect(await from('2001:db8:1:2:ffff::1')).toBe(429);
  expect(await from('2001:db8:1:3::1')).toBe(200);
  for (let at = 0; at < 20; at++) await from('192.0.2.9');
  expect(await from('::ffff:192.0.2.9')).toBe(429);
});

test('what quotes a caller is cut, and no hint is looked for in it at a caller’s expense', async () => {
  const { url } = await start();
  const long = 'Did you mean '.repeat(8_000);
  for (const asked of [
    { query: `{ letters(first: ${JSON.stringify(long)}) { id } }` },
    { query: 'query ($n: Int!) { letters(first: $n) { id } }', variables: { n: long } },
    { query: JSON.stringify(long) },
  ]) {
    const { errors } = await post(url, asked);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message.length).toBeLessThanOrEqual(500);
  }
});

test('odd requests are refused as such: no failure of ours, no line in the log', async () => {
  const { url, lines, executed } = await start();
  for (const path of ['/:a(', '/*', '/constructor', '/:a(.*)+']) expect((await fetch(url + path)).status, path).toBe(404);
  const before = executed();
  const send = (headers: Record<string, string>, body: object = { query: 'mutation { send(title: "x") { id } }' }) =>
    post(url, body, headers);
  for (const encoding of ['foo', 'gzip']) {
    const { status, errors } = await send({ 'content-encoding': encoding }, { query: '{' });
    expect([status < 500, errors?.[0]?.extensions.code], encoding).toStrictEqual([true, 'BAD_USER_INPUT']);
  }
  for (const accept of ['image/png', 'multipart/mixed']) {
    const { status, errors, headers } = await send({ accept, 'accept-language': 'zh' });
    expect([status, errors?.[0]?.extensions.code], accept).toStrictEqual([406, 'BAD_USER_INPUT']);
    expect(errors?.[0]?.extensions.correlationId).toBe(headers.get('x-correlation-id'));
  }
  const array = await post(url, { query: '{ who }', extensions: { persistedQuery: { version: 1, sha256Hash: ['x'] } } });
  expect(array.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(executed()).toBe(before);
  expect(lines.filter(({ level }) => level === 'error')).toStrictEqual([]);
});

test('the schema is asked for by itself', async () => {
  const { gateway } = await start({ limits: { introspection: true } });
  const { errors } = await gateway.executeOperation({ query: '{ who __schema { queryType { name } } }' });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect((await gateway.executeOperation({ query: '{ __typename __schema { queryType { name } } }' })).errors).toBeUndefined();
});
