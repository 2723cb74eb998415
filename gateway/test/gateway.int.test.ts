// Promise: who asks is proven once and believed nowhere without proof; every answer is traceable and leaks nothing.
import { createWorld, post } from './toys.js';

const world = createWorld({ jwks: { keys: [] }, readiness: async () => ({ parts: { letters: true, readers: ready } }) });
let ready = true;
let url = '';

beforeAll(async () => {
  ({ url } = await world.gateway.start());
});
afterAll(() => world.gateway.stop());

test('no token is anonymous, a good token is its person, across two subgraphs', async () => {
  expect((await post(url, { query: '{ who }' })).data?.who).toBe('ANONYMOUS anonymous');
  const { data, errors } = await post(
    url,
    { query: '{ who letters { title author { name } } }' },
    { authorization: 'Bearer li' },
  );
  expect(errors).toBeUndefined();
  expect(data).toStrictEqual({
    who: 'OFFICER li',
    letters: [
      { title: 'letter 0', author: { name: 'reader r0' } },
      { title: 'letter 1', author: { name: 'reader r1' } },
    ],
  });
});

test('a bad token is refused, not taken for anonymous; missing keys are no fault of the token', async () => {
  for (const authorization of ['Bearer bad', 'Basic abc', 'Bearer', 'li', '']) {
    const { status, errors, data, headers } = await post(url, { query: '{ who }' }, { authorization });
    expect([status, errors?.[0]?.extensions.code, data], authorization).toStrictEqual([401, 'UNAUTHENTICATED', undefined]);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
  expect((await post(url, { query: '{ who }' }, { authorization: 'Bearer keys-away' })).status).toBe(503);
});

test('codes of the subgraphs are kept, in the language of the caller', async () => {
  const query = '{ fail(how: "rule") }';
  const zh = await post(url, { query }, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8', 'x-correlation-id': 'case-1' });
  expect(zh.errors).toStrictEqual([
    {
      message: '太迟。',
      path: ['fail'],
      extensions: {
        code: 'RULE_VIOLATION',
        rule: 'too-late',
        messages: { en: 'Too late.', zh: '太迟。' },
        correlationId: 'case-1',
      },
    },
  ]);
  const en = await post(url, { query }, { 'accept-language': 'en-GB,zh;q=0.5' });
  expect(en.errors?.[0]?.message).toBe('Too late.');
  expect((await post(url, { query }, { 'accept-language': 'de' })).errors?.[0]?.message).toBe('Too late.');
  const odd = await post(url, { query: '{ fail(how: "odd") }' });
  expect([odd.errors?.[0]?.extensions.code, odd.errors?.[0]?.extensions.field]).toStrictEqual(['NOT_FOUND', 'input.id']);
  expect((await post(url, { query: '{ audit }' }, { authorization: 'Bearer li' })).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  );
});

test('what nobody foresaw is masked, and found in the log by its correlation id', async () => {
  const { errors, headers } = await post(url, { query: '{ fail(how: "x") }' }, { 'x-correlation-id': 'case-2' });
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
  expect(headers.get('x-correlation-id')).toBe('case-2');
  expect(JSON.stringify(errors)).not.toContain('secret');
  expect(JSON.stringify(errors)).not.toContain('stack');
  const line = world.lines.find(({ correlationId, level }) => correlationId === 'case-2' && level === 'error');
  expect(JSON.stringify(line)).toContain('secret of the house');
});

test('correlation id and trace go to every subgraph; unsafe ones are replaced', async () => {
  const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  await post(url, { query: '{ letters { author { name } } }' }, { 'x-correlation-id': 'case-3', traceparent: trace });
  const asked = world.seen.filter(({ headers }) => headers['x-correlation-id'] === 'case-3');
  expect(asked.map(({ subgraph, headers }) => [subgraph, headers.traceparent])).toStrictEqual([
    ['letters', trace],
    ['readers', trace],
  ]);
  const odd = await post(url, { query: '{ who }' }, { 'x-correlation-id': 'a b"c', traceparent: 'junk' });
  const made = odd.headers.get('x-correlation-id') ?? '';
  expect(made).toMatch(/^[\w-]{22}$/);
  expect(world.seen.at(-1)?.headers['x-correlation-id']).toBe(made);
  expect(world.seen.at(-1)?.headers.traceparent).toBeUndefined();
});

test('bad requests are bad input in the one form, whatever stage finds them', async () => {
  const cases: readonly [unknown, Record<string, string>?][] = [
    ['{'],
    ['[{"query":"{ who }"}]'],
    ['{}'],
    [{ query: '{' }],
    [{ query: '{ nothing }' }],
    [{ query: 'query a { who } query b { who }' }],
    [{ query: 'query a { who }', operationName: 'c' }],
    [{ query: 'query ($n: Int!) { letters(first: $n) { id } }', variables: { n: 'x' } }],
    [{ query: '{ who }' }, { 'content-type': 'text/plain' }],
    [{ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ];
  for (const [body, headers] of cases) {
    const { errors, data } = await post(url, body, { 'x-correlation-id': 'case-4', 'accept-language': 'zh', ...headers });
    const { code, messages, correlationId } = errors?.[0]?.extensions ?? {};
    expect([code, correlationId, data ?? null], JSON.stringify(body)).toStrictEqual(['BAD_USER_INPUT', 'case-4', null]);
    expect(errors?.[0]?.message, JSON.stringify(body)).toBe((messages as { zh: string }).zh);
  }
});

test('GET asks only, and only where no form of another site could have sent it', async () => {
  const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers });
  expect((await ask('{ who }')).status).toBe(400);
  const fine = await ask('{ who }', { 'apollo-require-preflight': '1' });
  expect(await fine.json()).toStrictEqual({ data: { who: 'ANONYMOUS anonymous' } });
  expect((await ask('mutation { send(title: "x") { id } }', { 'apollo-require-preflight': '1' })).status).toBe(405);
});

test('a body beyond the limit is refused with a clear error, declared or streamed', async () => {
  const large = JSON.stringify({ query: `{ who } #${'x'.repeat(1_100_000)}` });
  const declared = await post(url, large);
  expect([declared.status, declared.errors?.[0]?.extensions.field]).toStrictEqual([413, 'limits.bodyBytes']);
  const stream = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(large));
      controller.close();
    },
  });
  const streamed = await fetch(`${url}/graphql`, {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  } as RequestInit);
  expect(streamed.status).toBe(413);
  expect((await post(url, { query: '{ who }' })).status).toBe(200);
});

test('health, readiness by name, metrics, keys, a page, and nothing else', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  ready = false;
  const notYet = await fetch(`${url}/readyz`);
  expect([notYet.status, ((await notYet.json()) as { notReady: unknown }).notReady]).toStrictEqual([503, ['readers']]);
  ready = true;
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(
    /daqidi_gateway_request_seconds_count\{route="\/graphql",status="200"\}/,
  );
  expect(await (await fetch(`${url}/.well-known/jwks.json`)).json()).toStrictEqual({ keys: [] });
  expect(await (await fetch(`${url}/`)).text()).toContain(`curl -s ${url}/graphql`);
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/graphql`, { method: 'PUT' })).status).toBe(405);
});

test('in process the same pipeline answers without HTTP', async () => {
  const { data } = await world.gateway.executeOperation({ query: '{ who }', claims: { sub: 'wang', kind: 'PETITIONER' } });
  expect(data?.who).toBe('PETITIONER wang');
  const { errors } = await world.gateway.executeOperation({
    query: '{ fail(how: "rule") }',
    language: 'zh',
    correlationId: 'case-5',
  });
  expect([errors?.[0]?.message, errors?.[0]?.extensions?.correlationId]).toStrictEqual(['太迟。', 'case-5']);
});
