// Promise: who asks is proven once and believed nowhere without proof; every answer is traceable and leaks nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createWorld, post } from './toys.js';

const world = createWorld({ jwks: { keys: [] }, readiness: async () => ({ parts: { letters: true, readers: ready } }) });
let ready = true;
let url = '';

before(async () => {
  ({ url } = await world.gateway.start());
});
after(() => world.gateway.stop());

test('no token is anonymous, a good token is its person, across two subgraphs', async () => {
  assert.equal((await post(url, { query: '{ who }' })).data?.who, 'ANONYMOUS anonymous');
  const { data, errors } = await post(
    url,
    { query: '{ who letters { title author { name } } }' },
    { authorization: 'Bearer li' },
  );
  assert.equal(errors, undefined);
  assert.deepEqual(data, {
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
    assert.deepEqual([status, errors?.[0]?.extensions.code, data], [401, 'UNAUTHENTICATED', undefined], authorization);
    assert.equal(headers.get('www-authenticate'), 'Bearer');
  }
  assert.equal((await post(url, { query: '{ who }' }, { authorization: 'Bearer keys-away' })).status, 503);
});

test('codes of the subgraphs are kept, in the language of the caller', async () => {
  const query = '{ fail(how: "rule") }';
  const zh = await post(url, { query }, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8', 'x-correlation-id': 'case-1' });
  assert.deepEqual(zh.errors, [
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
  assert.equal(en.errors?.[0]?.message, 'Too late.');
  assert.equal((await post(url, { query }, { 'accept-language': 'de' })).errors?.[0]?.message, 'Too late.');
  const odd = await post(url, { query: '{ fail(how: "odd") }' });
  assert.deepEqual([odd.errors?.[0]?.extensions.code, odd.errors?.[0]?.extensions.field], ['NOT_FOUND', 'input.id']);
  assert.equal(
    (await post(url, { query: '{ audit }' }, { authorization: 'Bearer li' })).errors?.[0]?.extensions.code,
    'FORBIDDEN',
  );
});

test('what nobody foresaw is masked, and found in the log by its correlation id', async () => {
  const { errors, headers } = await post(url, { query: '{ fail(how: "x") }' }, { 'x-correlation-id': 'case-2' });
  assert.equal(errors?.[0]?.extensions.code, 'INTERNAL');
  assert.equal(headers.get('x-correlation-id'), 'case-2');
  assert.ok(!JSON.stringify(errors).includes('secret'));
  assert.ok(!JSON.stringify(errors).includes('stack'));
  const line = world.lines.find(({ correlationId, level }) => correlationId === 'case-2' && level === 'error');
  assert.ok(JSON.stringify(line).includes('secret of the house'));
});

test('correlation id and trace go to every subgraph; unsafe ones are replaced', async () => {
  const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  await post(url, { query: '{ letters { author { name } } }' }, { 'x-correlation-id': 'case-3', traceparent: trace });
  const asked = world.seen.filter(({ headers }) => headers['x-correlation-id'] === 'case-3');
  assert.deepEqual(
    asked.map(({ subgraph, headers }) => [subgraph, headers.traceparent]),
    [
      ['letters', trace],
      ['readers', trace],
    ],
  );
  const odd = await post(url, { query: '{ who }' }, { 'x-correlation-id': 'a b"c', traceparent: 'junk' });
  const made = odd.headers.get('x-correlation-id') ?? '';
  assert.match(made, /^[\w-]{22}$/);
  assert.equal(world.seen.at(-1)?.headers['x-correlation-id'], made);
  assert.equal(world.seen.at(-1)?.headers.traceparent, undefined);
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
    assert.deepEqual([code, correlationId, data ?? null], ['BAD_USER_INPUT', 'case-4', null], JSON.stringify(body));
    assert.equal(errors?.[0]?.message, (messages as { zh: string }).zh, JSON.stringify(body));
  }
});

test('GET asks only, and only where no form of another site could have sent it', async () => {
  const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers });
  assert.equal((await ask('{ who }')).status, 400);
  const fine = await ask('{ who }', { 'apollo-require-preflight': '1' });
  assert.deepEqual(await fine.json(), { data: { who: 'ANONYMOUS anonymous' } });
  assert.equal((await ask('mutation { send(title: "x") { id } }', { 'apollo-require-preflight': '1' })).status, 405);
});

test('a body beyond the limit is refused with a clear error, declared or streamed', async () => {
  const large = JSON.stringify({ query: `{ who } #${'x'.repeat(1_100_000)}` });
  const declared = await post(url, large);
  assert.deepEqual([declared.status, declared.errors?.[0]?.extensions.field], [413, 'limits.bodyBytes']);
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
  assert.equal(streamed.status, 413);
  assert.equal((await post(url, { query: '{ who }' })).status, 200);
});

test('health, readiness by name, metrics, keys, a page, and nothing else', async () => {
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  ready = false;
  const notYet = await fetch(`${url}/readyz`);
  assert.deepEqual([notYet.status, ((await notYet.json()) as { notReady: unknown }).notReady], [503, ['readers']]);
  ready = true;
  assert.match(
    await (await fetch(`${url}/metrics`)).text(),
    /daqidi_gateway_request_seconds_count\{route="\/graphql",status="200"\}/,
  );
  assert.deepEqual(await (await fetch(`${url}/.well-known/jwks.json`)).json(), { keys: [] });
  assert.ok((await (await fetch(`${url}/`)).text()).includes(`curl -s ${url}/graphql`));
  assert.equal((await fetch(`${url}/nothing`)).status, 404);
  assert.equal((await fetch(`${url}/graphql`, { method: 'PUT' })).status, 405);
});

test('in process the same pipeline answers without HTTP', async () => {
  const { data } = await world.gateway.executeOperation({ query: '{ who }', claims: { sub: 'wang', kind: 'PETITIONER' } });
  assert.equal(data?.who, 'PETITIONER wang');
  const { errors } = await world.gateway.executeOperation({
    query: '{ fail(how: "rule") }',
    language: 'zh',
    correlationId: 'case-5',
  });
  assert.deepEqual([errors?.[0]?.message, errors?.[0]?.extensions?.correlationId], ['太迟。', 'case-5']);
});
