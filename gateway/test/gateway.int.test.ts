// Promise: who asks is proven once and believed nowhere without proof; every answer is traceable and leaks nothing.
import { type Answer, createWorld, post } from './toys.js';

const world = createWorld({
  metricsToken: 'operator',
  jwks: { keys: [] },
  readiness: async () => ({ parts: { letters: true, readers: ready } }),
});
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
  const zh = await post(url, { query }, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' });
  expect(zh.errors).toStrictEqual([
    {
      message: '太迟。',
      path: ['fail'],
      extensions: {
        code: 'RULE_VIOLATION',
        rule: 'too-late',
        messages: { en: 'Too late.', zh: '太迟。' },
        correlationId: zh.headers.get('x-correlation-id'),
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
  const { errors, headers } = await post(url, { query: '{ fail(how: "x") }' });
  const id = headers.get('x-correlation-id');
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
  expect(JSON.stringify(errors)).not.toContain('secret');
  expect(JSON.stringify(errors)).not.toContain('stack');
  const line = world.lines.find(({ correlationId, level }) => correlationId === id && level === 'error');
  expect(JSON.stringify(line)).toContain('secret of the house');
});

test('correlation id and trace go to every subgraph; the id is never the caller’s, an unsafe trace is left out', async () => {
  const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const query = '{ letters { author { name } } }';
  const { headers } = await post(url, { query }, { 'x-correlation-id': 'somebody-elses', traceparent: trace });
  const id = headers.get('x-correlation-id') ?? '';
  expect(id).toMatch(/^[\w-]{22}$/);
  const asked = world.seen.filter((each) => each.headers['x-correlation-id'] === id);
  expect(asked.map((each) => [each.subgraph, each.headers.traceparent])).toStrictEqual([
    ['letters', trace],
    ['readers', trace],
  ]);
  await post(url, { query: '{ who }' }, { traceparent: 'junk' });
  expect(world.seen.at(-1)?.headers.traceparent).toBeUndefined();
  expect(JSON.stringify(world.lines)).not.toContain('somebody-elses');
});

test('the access log says who asked for what and what came of it, refusals included', async () => {
  await post(url, { query: 'query Whoever { who }' }, { authorization: 'Bearer li' });
  await post(url, { query: 'query Anybody { who }' });
  await post(url, { query: '{ who }' }, { authorization: 'Bearer bad' });
  const answered = () => world.lines.filter(({ msg }) => msg === 'answered').slice(-3);
  while (!answered().some(({ status }) => status === 401)) await new Promise(setImmediate);
  expect(answered().map(({ caller, operation, status }) => [caller, operation, status])).toStrictEqual([
    ['OFFICER li', 'Whoever', 200],
    ['address 127.0.0.1', 'Anybody', 200],
    ['address 127.0.0.1', undefined, 401],
  ]);
  for (const { milliseconds } of answered()) expect(Number.isInteger(milliseconds)).toBe(true);
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
    [{ query: '{ who }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ];
  for (const [body, headers] of cases) {
    const answer = await post(url, body, { 'accept-language': 'zh', ...headers });
    const { errors, data, headers: answered } = answer;
    const { code, messages, correlationId } = errors?.[0]?.extensions ?? {};
    const expected = ['BAD_USER_INPUT', answered.get('x-correlation-id'), null];
    expect([code, correlationId, data ?? null], JSON.stringify(body)).toStrictEqual(expected);
    const { zh, en } = messages as { readonly zh: string; readonly en: string };
    expect(errors?.[0]?.message, JSON.stringify(body)).toBe(zh);
    // Each in its own language: names stay, words of the other do not.
    expect([zh, en], JSON.stringify(body)).toStrictEqual([
      expect.not.stringMatching(/[a-z] [a-z]/),
      expect.not.stringMatching(/[\u4e00-\u9fff]/),
    ]);
  }
});

test('GET asks only, and not where a page of another site made a browser send it', async () => {
  const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers });
  expect(await (await ask('{ who }')).json()).toStrictEqual({ data: { who: 'ANONYMOUS anonymous' } });
  const signed = await ask('{ who }', { authorization: 'Bearer li' });
  expect(await signed.json()).toStrictEqual({ data: { who: 'OFFICER li' } });
  expect((await ask('{ who }', { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  const change = await ask('mutation { send(title: "x") { id } }');
  expect([change.status, change.headers.get('allow')]).toStrictEqual([405, 'POST']);
});

test('a text that is not UTF-8 is refused, not accepted and destroyed; a declared character set is read', async () => {
  const change = (title: string): string =>
    JSON.stringify({ query: `mutation ($t: String!) { send(title: $t) { title } }`, variables: { t: title } });
  const send = async (body: Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'accept-language': 'zh' },
    });
    return { status: response.status, body: (await response.json()) as Partial<Answer> };
  };
  const before = world.executed();
  // 路灯坏了, as GBK has it; half of a character; a byte that is none.
  const gbk = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6, 0xbb, 0xb5, 0xc1, 0xcb]);
  const [head = '', tail = ''] = change('|').split('|');
  const around = (bytes: Buffer) => new Uint8Array(Buffer.concat([Buffer.from(head), bytes, Buffer.from(tail)]));
  for (const bytes of [gbk, Buffer.from('路').subarray(0, 2), Buffer.from([0xff])]) {
    const { status, body } = await send(around(bytes));
    expect([status, body.errors?.[0]?.extensions.code, body.errors?.[0]?.extensions.field]).toStrictEqual([
      400,
      'BAD_USER_INPUT',
      'body',
    ]);
  }
  expect((await fetch(`${url}/graphql?query=%7B%20who%20%7D%23%FF`)).status).toBe(400);
  expect((await send(around(gbk), 'application/json; charset=klingon')).status).toBe(400);
  expect(world.executed()).toBe(before);
  const declared = await send(around(gbk), 'application/json; charset=GBK');
  expect(declared.body.data).toStrictEqual({ send: { title: '路灯坏了' } });
  expect((await send(new Uint8Array(Buffer.from(change('路灯坏了'))))).body.data).toStrictEqual({ send: { title: '路灯坏了' } });
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
  // What the parts say of themselves stands for a moment.
  let notYet = await fetch(`${url}/readyz`);
  while (notYet.status === 200) notYet = await fetch(`${url}/readyz`);
  expect([notYet.status, ((await notYet.json()) as { notReady: unknown }).notReady]).toStrictEqual([503, ['readers']]);
  ready = true;
  expect(await (await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer operator' } })).text()).toMatch(
    /daqidi_gateway_request_seconds_count\{route="\/graphql",status="200"\}/,
  );
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect((await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer operato' } })).status).toBe(401);
  expect(await (await fetch(`${url}/.well-known/jwks.json`)).json()).toStrictEqual({ keys: [] });
  expect(await (await fetch(`${url}/developers`)).text()).toContain(`curl -s ${url}/graphql`);
  const page = await (await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('POST /graphql');
  expect(page).not.toMatch(/https:\/\/|<script/);
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  const put = await fetch(`${url}/graphql`, { method: 'PUT' });
  expect([put.status, put.headers.get('allow')]).toStrictEqual([405, 'GET, POST']);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
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
