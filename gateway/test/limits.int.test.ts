// Promise: an operation that asks for too much is refused by name and number before anything is executed, and a variable
// counts exactly as the literal it stands for.
import { invariant } from '@daqidi/testing';
import fc from 'fast-check';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { defaultLimits } from '../src/index.js';
import { operationCost } from '../src/limits/operation-cost.js';
import { createWorld } from './toys.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const world = createWorld({ limits: { cost: 500, recursiveSelections: 300, introspection: true } });

beforeAll(async () => {
  process.stdout.write(`# SEED=${seed}\n`);
  await world.gateway.start();
});
afterAll(() => world.gateway.stop());

const refused = async (field: string | undefined, query: string, variables: Record<string, unknown> = {}): Promise<void> => {
  const before = world.executed();
  const { errors, data } = await world.gateway.executeOperation({ query, variables });
  expect([errors?.[0]?.extensions?.code, errors?.[0]?.extensions?.field, data], query.slice(0, 80)).toStrictEqual([
    'BAD_USER_INPUT',
    field,
    undefined,
  ]);
  if (field?.startsWith('limits.')) expect(errors?.[0]?.message ?? '').toMatch(/the limit is \d+ \w+/);
  expect(world.executed()).toBe(before);
};
const allowed = async (query: string, variables: Record<string, unknown> = {}): Promise<void> => {
  const { errors } = await world.gateway.executeOperation({ query, variables });
  expect(errors, JSON.stringify(errors)).toBeUndefined();
};
const nested = (levels: number): string => `{ readers ${'{ friends '.repeat(levels)}{ id } ${'}'.repeat(levels)} }`;
const repeat = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

test('depth, through fragments as well', async () => {
  await refused('limits.depth', nested(12).replaceAll('friends', 'friends(first: 1)').replace('readers', 'readers(first: 1)'));
  await refused(
    'limits.depth',
    `{ readers(first: 1) { ...A } } fragment A on Reader { ${'friends(first: 1) { '.repeat(7)} ...B ${'}'.repeat(7)} } fragment B on Reader { ${'friends(first: 1) { '.repeat(7)} id ${'}'.repeat(7)} }`,
  );
  await refused('limits.depth', nested(40));
});

test('aliases, directives, root fields, fields, tokens: floods', async () => {
  await refused('limits.directives', `{ who ${repeat(51, () => '@include(if: true)')} }`);
  await refused('limits.aliases', `{ ${repeat(31, (at) => `a${at}: who`)} }`);
  await refused('limits.rootFields', `{ ${repeat(11, () => 'who')} }`);
  await refused('limits.rootFields', `{ ...A ...A } fragment A on Query { ${repeat(6, () => 'who')} }`);
  await refused('limits.fields', `{ letters { ${repeat(600, () => 'id')} } }`);
  await refused('limits.aliases', `{ ${repeat(1_000, (at) => `a${at}: who`)} }`);
  await allowed(`{ ${repeat(10, (at) => `a${at}: who`)} }`);
});

test('brackets within brackets are counted before a parser recurses along them', async () => {
  for (const deep of [nested(400), `{ letters(page: ${'['.repeat(5_000)}`, `{ letters(page: ${'{deeper:'.repeat(5_000)}`])
    await refused('limits.nesting', deep);
  expect(world.lines.filter(({ level }) => level === 'error')).toHaveLength(0);
});

test('a document of too many tokens is refused while it is read', async () => {
  await refused('limits.tokens', `{ letters(page: [${repeat(5_000, () => '1')}]) { id } }`);
});

test('variables: many, and deep, declared or not', async () => {
  const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`v${at}`, at]));
  await refused('limits.variables', '{ who }', many);
  await refused('limits.variables', '{ who }', { list: Array.from({ length: 2_001 }, () => 1) });
});

test('a mistake that is made many times is told a few times', async () => {
  const { errors } = await world.gateway.executeOperation({ query: `{ who ${repeat(20, () => '@wrong')} }` });
  expect(errors?.length).toBeLessThanOrEqual(6);
});

test('fragments: cycles, doublings and crowds', async () => {
  await refused(undefined, '{ letters { ...A } } fragment A on Letter { id ...B } fragment B on Letter { ...A }');
  await refused(undefined, '{ letters { ...A } } fragment A on Letter { id ...A }');
  const doubling = repeat(25, (at) => `fragment F${at} on Reader { id ${at < 24 ? `...F${at + 1} ...F${at + 1}` : ''} }`);
  await refused('limits.recursiveSelections', `{ readers(first: 1) { ...F0 } } ${doubling}`);
  const crowd = repeat(40, (at) => `fragment A${at} on Query { ${repeat(2, (k) => `...A${(at + k + 1) % 40}`)} }`);
  await refused('limits.fragments', `{ ...A0 } ${crowd}`);
  await refused('limits.fragmentSpreads', `{ ${repeat(101, () => '...A')} } fragment A on Query { who }`);
});

test('page sizes: literal, variable, default, last, limit, nested in input objects', async () => {
  await refused('limits.pageSize', '{ letters(first: 101) { id } }');
  await refused('limits.pageSize', 'query ($n: Int!) { letters(first: $n) { id } }', { n: 101 });
  await refused('limits.pageSize', 'query ($n: Int! = 101) { letters(first: $n) { id } }');
  await refused('limits.pageSize', '{ letters { items(last: 101) { id } } }');
  await refused('limits.pageSize', '{ letters(page: { limit: 101 }) { id } }');
  await refused('limits.pageSize', '{ letters(page: { deeper: { deeper: { limit: 101 } } }) { id } }');
  await refused('limits.pageSize', 'query ($p: PageInput) { letters(page: $p) { id } }', { p: { deeper: { limit: 101 } } });
  await refused('limits.pageSize', 'query ($n: Int) { letters(page: { deeper: { limit: $n } }) { id } }', { n: 101 });
  await allowed('query ($n: Int!) { letters(first: $n) { id } }', { n: 100 });
});

test('arguments nested without end, literal or variable', async () => {
  let deep: object = { limit: 1 };
  for (let at = 0; at < 5_000; at++) deep = { deeper: deep };
  await refused('limits.inputDepth', 'query ($p: PageInput) { letters(page: $p) { id } }', { p: deep });
  await refused('limits.inputDepth', `{ letters(page: ${'{ deeper: '.repeat(20)}{ limit: 1 }${' }'.repeat(20)}) { id } }`);
  await allowed('{ letters(page: { deeper: { deeper: { limit: 1 } } }) { id } }');
});

test('cost multiplies along the path, defaults counted', async () => {
  await refused('limits.cost', '{ readers(first: 20) { friends(first: 20) { id } } }');
  await refused('limits.cost', '{ letters(first: 100) { id title author { id name } } }');
  await refused('limits.cost', '{ readers { friends { friends { friends { friends { friends { id } } } } } } }');
  await refused('limits.cost', 'query ($n: Int!) { readers(first: $n) { friends(first: $n) { id } } }', { n: 30 });
  await refused('limits.cost', '{ letters(first: 40) { items(last: 20) { ... on Letter { title } } } }');
});

test('introspection: the usual one passes, lists in lists do not; where it is off, hints at the schema are off, too', async () => {
  await allowed('{ __schema { types { name fields { name args { name type { name ofType { name } } } } } } }');
  await refused(undefined, '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }');
  const closed = createWorld({ limits: { introspection: false } });
  await closed.gateway.start();
  const { errors } = await closed.gateway.executeOperation({ query: '{ __schema { types { name } } }' });
  expect([errors?.[0]?.extensions?.code, errors?.[0]?.message]).toStrictEqual([
    'BAD_USER_INPUT',
    'Introspection is switched off.',
  ]);
  expect((await closed.gateway.executeOperation({ query: '{ __typename who }' })).errors).toBeUndefined();
  const wrong: readonly [string, Record<string, unknown>?][] = [
    ['{ whom }'],
    ['{ letters { titel } }'],
    ['query ($p: PageInput) { letters(page: $p) { id } }', { p: { limits: 3 } }],
    ['{ letters(frist: 3) { id } }'],
  ];
  for (const [query, variables = {}] of wrong) {
    const asked = { query, variables };
    expect(JSON.stringify((await world.gateway.executeOperation(asked)).errors)).toMatch(/Did you mean/);
    expect(JSON.stringify((await closed.gateway.executeOperation(asked)).errors)).not.toMatch(/Did you mean/);
  }
  await closed.gateway.stop();
});

const schema = buildSchema(`
  type Query { node(first: Int! = 7, where: Where): Node }
  type Node { id: ID! node(first: Int, last: Int, limit: Int! = 3, where: Where): Node }
  input Where { limit: Int = 5, inner: Where, first: Int }
`);
const generous = { ...defaultLimits, pageSize: Number.MAX_SAFE_INTEGER, cost: Number.MAX_SAFE_INTEGER };
const costOf = (query: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(query);
  const operation = getOperationAST(document);
  invariant(operation);
  return operationCost({ schema, document, operation, variables }, generous).cost;
};

test('the cost through variables, in objects or by default, is the cost of the literals', () => {
  const level = fc.record({
    argument: fc.constantFrom('none', 'first', 'where', 'whole'),
    size: fc.integer({ min: 1, max: 50 }),
    byDefault: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 6 }), (levels) => {
      const variables: Record<string, unknown> = {};
      const definitions: string[] = [];
      let literal = 'id';
      let variable = 'id';
      levels.forEach(({ argument, size, byDefault }, at) => {
        const whole = argument === 'whole';
        const value = whole ? { inner: { first: size } } : size;
        const text = whole ? `{ inner: { first: ${size} } }` : String(size);
        const name = `$v${at}`;
        if (argument !== 'none') {
          definitions.push(`${name}: ${whole ? 'Where' : 'Int'}${byDefault ? ` = ${text}` : ''}`);
          if (!byDefault) variables[`v${at}`] = value;
        }
        const put = (inner: string): string =>
          ({
            none: '',
            first: `(first: ${inner})`,
            where: `(where: { inner: { limit: ${inner} } })`,
            whole: `(where: ${inner})`,
          })[argument] ?? '';
        literal = `node${put(text)} { ${literal} }`;
        variable = `node${put(name)} { ${variable} }`;
      });
      const signature = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
      expect(costOf(`query ${signature} { ${variable} }`, variables)).toBe(costOf(`{ ${literal} }`));
    }),
    { seed, numRuns: 300 },
  );
});

test('a default counts whatever its variable is called', () => {
  for (const name of ['n', 'constructor', 'toString', '__proto__'])
    expect(costOf(`query ($${name}: Int! = 40) { node(first: $${name}) { id } }`), name).toBe(80);
});

test('the cost is the sum over fields of the pages above them', () => {
  expect(costOf('{ node(first: 2) { id node(limit: 3) { id } } }')).toBe(2 + 2 + 6 + 6);
  expect(costOf('{ node { id } }')).toBe(7 + 7);
  expect(costOf('{ node(first: 1, where: {}) { id } }')).toBe(5 + 5);
  expect(costOf('query ($n: Int) { node(first: 1) { node(limit: 1, last: $n) { id } } }', { n: 9 })).toBe(1 + 9 + 9);
});
