// Promise: clients of any kind work as their documentation says: what they send by default is answered, and our errors reach them.
import { createHash } from 'node:crypto';
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache, ServerError } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import { createWorld } from './toys.js';

const { gateway } = createWorld({ origins: ['https://office.example', 'null'] });
let url = '';
let sent: { readonly method: string; readonly hasText: boolean; readonly url: string }[] = [];

/** What a client sends is written down; where it goes is the toy's gateway. */
const watched: typeof fetch = (input, init) => {
  const body = typeof init?.body === 'string' ? init.body : '';
  sent.push({ method: init?.method ?? 'GET', hasText: body.includes('"query"'), url: String(input) });
  return fetch(input, init);
};
const letters = gql`query Letters { letters { id title } }`;

beforeAll(async () => {
  url = `${(await gateway.start()).url}/graphql`;
});
afterAll(() => gateway.stop());
beforeEach(() => {
  sent = [];
});

const apollo = (headers: Record<string, string> = {}, persisted = false): ApolloClient => {
  const http = new HttpLink({ uri: url, headers, fetch: watched });
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const link = persisted ? new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(http) : http;
  return new ApolloClient({ link, cache: new InMemoryCache() });
};
const failureOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const [outcome] = await Promise.allSettled([promise]);
  return outcome.status === 'rejected' ? outcome.reason : undefined;
};

test('@apollo/client reads answers, and finds our codes in whatever was refused', async () => {
  const { data } = await apollo().query<{ letters: unknown[] }>({ query: letters });
  expect(data?.letters).toHaveLength(2);
  const codesOf = async (headers: Record<string, string>, query = letters): Promise<unknown> => {
    const failure = await failureOf(apollo(headers).query({ query, fetchPolicy: 'no-cache' }));
    if (!CombinedGraphQLErrors.is(failure)) throw failure;
    return failure.errors.map(({ extensions }) => extensions?.code);
  };
  expect(await codesOf({ authorization: 'Bearer bad' })).toStrictEqual(['UNAUTHENTICATED']);
  expect(await codesOf({}, gql`{ nothing }`)).toStrictEqual(['BAD_USER_INPUT']);
  expect(await codesOf({}, gql`{ fail(how: "rule") }`)).toStrictEqual(['RULE_VIOLATION']);
  const deep = gql(`{ readers(first: 1) ${'{ friends(first: 1) '.repeat(12)}{ id } ${'}'.repeat(12)} }`);
  expect(await codesOf({}, deep)).toStrictEqual(['BAD_USER_INPUT']);
});

test('@apollo/client is told RATE_LIMITED as an error of the graph, not of the transport', async () => {
  const hasty = createWorld({ limits: { burst: 1, ratePerSecond: 0.01 } });
  const { url: other } = await hasty.gateway.start();
  const client = new ApolloClient({ link: new HttpLink({ uri: `${other}/graphql` }), cache: new InMemoryCache() });
  const failures = [];
  for (let at = 0; at < 3; at++) failures.push(await failureOf(client.query({ query: letters, fetchPolicy: 'no-cache' })));
  expect(failures.some((failure) => ServerError.is(failure))).toBe(false);
  expect(JSON.stringify(failures.at(-1) ?? null)).toContain('RATE_LIMITED');
  await hasty.gateway.stop();
});

test('the persisted queries of @apollo/client fall back to the text once, and go by hash from then on', async () => {
  const client = apollo({}, true);
  const ask = async () => (await client.query<{ letters: unknown[] }>({ query: letters, fetchPolicy: 'no-cache' })).data?.letters;
  expect(await ask()).toHaveLength(2);
  expect(sent.map(({ method, hasText }) => [method, hasText])).toStrictEqual([
    ['GET', false],
    ['POST', true],
  ]);
  sent = [];
  expect(await ask()).toHaveLength(2);
  expect(sent.map(({ method }) => method)).toStrictEqual(['GET']);
});

test('urql asks by GET, as it does unless told otherwise, and changes by POST', async () => {
  const client = new Client({ url, exchanges: [fetchExchange], fetch: watched, preferGetMethod: true });
  const { data, error } = await client.query('query Letters { letters { id } }', {});
  expect([error, (data as { letters: unknown[] }).letters.length]).toStrictEqual([undefined, 2]);
  const change = await client.mutation('mutation Send($t: String!) { send(title: $t) { title } }', { t: '路灯坏了' });
  expect(change.data).toStrictEqual({ send: { title: '路灯坏了' } });
  expect(sent.map(({ method }) => method)).toStrictEqual(['GET', 'POST']);
  const refused = await client.query('query Nothing { nothing }', {});
  expect(refused.error?.graphQLErrors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('graphql-request reads answers and refusals', async () => {
  const client = new GraphQLClient(url);
  expect(await client.request('{ letters { id } }')).toStrictEqual({ letters: [{ id: 'l0' }, { id: 'l1' }] });
  const failure = await failureOf(new GraphQLClient(url, { headers: { authorization: 'Bearer bad' } }).request('{ who }'));
  expect(failure).toBeInstanceOf(ClientError);
  expect((failure as ClientError).response.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('a page of a listed origin, and a sandbox opened from a file, may ask from a browser; others may not', async () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  for (const origin of ['https://office.example', 'null']) {
    const { status, headers } = await preflight(origin);
    expect([status, headers.get('access-control-allow-origin')]).toStrictEqual([204, origin]);
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/);
    const asked = await fetch(url, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: '{"query":"{ who }"}',
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
  }
  expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('what is accepted is chosen by weight, 406 where nothing is; answers are compressed and never sniffed', async () => {
  const typeFor = async (accept: string, query = '{ who }') => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    await response.text();
    return [response.status, response.headers.get('content-type')?.split(';')[0]];
  };
  const [json, graph] = ['application/json', 'application/graphql-response+json'];
  expect(await typeFor(`${graph},${json};q=0.9`)).toStrictEqual([200, graph]);
  expect(await typeFor(`${graph};q=0.5,${json}`)).toStrictEqual([200, json]);
  expect(await typeFor('*/*')).toStrictEqual([200, json]);
  expect(await typeFor(`text/x-${json}`)).toStrictEqual([406, json]);
  expect(await typeFor(graph, '{ nothing }')).toStrictEqual([400, graph]);
  expect(await typeFor(json, '{ nothing }')).toStrictEqual([200, json]);
  for (const encoding of ['gzip', 'br']) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'accept-encoding': encoding, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ letters(first: 100) { id title author { id name } } }' }),
    });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(((await response.json()) as { data: { letters: unknown[] } }).data.letters).toHaveLength(100);
  }
});
