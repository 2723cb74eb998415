export interface FuzzRequest {
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  /** After the path; for GET. */
  readonly search?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const query = (text: string, rest: object = {}): string => JSON.stringify({ query: text, ...rest });
const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');
const inside = (depth: number, open: string, middle: string, close: string): string =>
  `${open.repeat(depth)}${middle}${close.repeat(depth)}`;

const typename = query('{ __typename }');
const list = '{ cases { edges { node { id } } } }';

/** Requests that are wrong or meant ill as a whole, whatever field they ask for. */
export const hostileRequests: readonly FuzzRequest[] = [
  ...Object.entries({
    'a batch': `[${typename},${typename}]`,
    'a batch of a thousand': `[${Array.from({ length: 1_000 }, () => typename).join(',')}]`,
    'an empty batch': '[]',
    nothing: '',
    null: 'null',
    'a number': '7',
    'half an object': '{"query":"{ __typ',
    'a query that is an object': '{"query":{"$gt":""}}',
    'variables that are a list': query('{ __typename }', { variables: [] }),
    'variables that are text': query('{ __typename }', { variables: '{}' }),
    'an operation name that is an object': query('{ __typename }', { operationName: { $gt: '' } }),
    'an operation that is not there': query('query A { __typename }', { operationName: 'B' }),
    'a persisted query': query('{ __typename }', { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
    'a subscription': query('subscription { __typename }'),
    'a prototype': '{"__proto__":{"query":"{ __typename }"}}',
    'variables with a prototype': '{"query":"query($id: ID!) { appeal(id: $id) { id } }","variables":{"__proto__":{"id":"x"}}}',
    'a key given twice': '{"query":"{ __typename }","query":"{ nothing }"}',
    'aliases by the thousand': query(`{ ${many(1_000, (index) => `a${index}: __typename`)} }`),
    'the same list two hundred times': query(`{ ${many(200, (index) => `a${index}: cases { total }`)} }`),
    'a deep selection': query(inside(300, '{ cases { edges { node ', '{ id }', ' } } }')),
    'a deep literal': query(`{ appeal(id: ${inside(1_500, '[', '1', ']')}) { id } }`),
    'a wall of braces': query('{'.repeat(100_000)),
    'deep variables': `{"query":"query($id: ID!) { appeal(id: $id) { id } }","variables":{"id":${inside(100_000, '[', '1', ']')}}}`,
    'deep variables nobody asked for': `{"query":"{ __typename }","variables":{"x":${inside(50_000, '{"a":', '1', '}')}}}`,
    'deep extensions': `{"query":"{ __typename }","extensions":${inside(50_000, '{"a":', '1', '}')}}`,
    'a ring of fragments': query('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    'fragments that double': query(
      `{ ...F0 } ${many(25, (index) => `fragment F${index} on Query { a${index}: __typename ...F${index + 1} ...F${index + 1} }`)} fragment F25 on Query { __typename }`,
    ),
    'directives by the hundred': query(`{ __typename ${many(500, () => '@include(if: true)')} }`),
    'a page beyond measure': query('{ cases(first: 2147483647) { total } }'),
    'a negative page': query('{ cases(first: -1) { total } }'),
    'lists within lists in the schema': query(
      `{ __schema { types ${inside(6, '{ fields { type { fields { type ', '{ name }', ' } } } }')} } }`,
    ),
    'half a character in the query': query('{ appeal(id: "\ud83d") { id } }'),
    'a null character in the query': query('{ appeal(id: "a\u0000b") { id } }'),
    'a name that every object has': query('{ constructor toString hasOwnProperty __proto__ }'),
    'a field of the machinery': query('{ _service { sdl } }'),
    'entities by the machinery': query('{ _entities(representations: [{ __typename: "Appeal", id: "x" }]) { __typename } }'),
    'a long query': query(`# ${'x'.repeat(900_000)}\n{ __typename }`),
  }).map(([name, body]) => ({ name, body })),
  { name: 'a form', body: 'query=%7B__typename%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  { name: 'no JSON', body: '<query/>', headers: { 'content-type': 'text/xml' } },
  {
    name: 'a mutation by GET',
    method: 'GET',
    search: `?query=${encodeURIComponent('mutation { __typename }')}`,
    headers: { 'content-type': 'application/json' },
  },
  {
    name: 'a broken escape',
    method: 'GET',
    search: '?query=%E0%A4%A&variables=%7B',
    headers: { 'content-type': 'application/json' },
  },
  {
    name: 'a query given twice',
    method: 'GET',
    search: '?query=%7B__typename%7D&query=%7B__typename%7D',
    headers: { 'content-type': 'application/json' },
  },
  {
    name: 'odd headers',
    body: query(list),
    headers: { 'accept-language': 'zz;q=nonsense,*;q=9', traceparent: '00-zz-zz-zz', 'x-correlation-id': 'x'.repeat(4_000) },
  },
  { name: 'a token of nobody', body: query(list), headers: { authorization: `Bearer ${'x'.repeat(8_000)}` } },
  {
    name: 'a token that says none',
    body: query(list),
    headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' },
  },
  { name: 'an answer nobody can give', body: query(list), headers: { accept: 'image/png' } },
];
