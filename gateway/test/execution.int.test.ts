// Promise: our own execution of a plan answers what Apollo's answers, for whatever is asked, however subgraphs fail, and asks a
// subgraph for each entity once.

import { composeServices } from '@apollo/composition';
import type { GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { silentLogger } from '@daqidi/runtime';
import { invariant } from '@daqidi/testing';
import fc from 'fast-check';
import { execute, GraphQLError, type GraphQLFormattedError, getOperationAST, parse } from 'graphql';
import { formatFailure } from '../src/apollo/failures.js';
import { createEngine, type Engine } from '../src/execution/engine.js';
import { executeOperation } from '../src/execution/execute-operation.js';
import type { GatewayContext } from '../src/request-context.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@inaccessible"])';

const boxesSdl = `${link}
  type Query { boxes: [Box!]! box(id: ID!): Box thing(at: Int!): Thing things: [[Thing]] lid: Box! echo(inner: Inner!, any: Any): Any }
  input Inner { flag: Boolean! = false, id: ID = 7 }
  type Mutation { one: Box two: Box! }
  interface Thing { id: ID! label: String }
  enum Colour { RED GREEN BLUE @inaccessible }
  scalar Any
  type Box implements Thing @key(fields: "id") { id: ID! label: String colour: Colour size: Int! ratio: Float any: Any owner: Owner! spare: Owner inner: Box lids: [Lid] }
  type Lid implements Thing { id: ID! label: String owner: Owner }
  type Owner @key(fields: "id", resolvable: false) { id: ID! }
`;
const ownersSdl = `${link}
  type Query { owners: [Owner] }
  type Owner @key(fields: "id") { id: ID! name: String! nick: String friends: [Owner!] fails: String must: String! box: Box }
  type Box @key(fields: "id") { id: ID! size: Int! @external weight: Int @requires(fields: "size") }
`;

const box = (at: number): Record<string, unknown> => ({
  __typename: 'Box',
  id: `b${at}`,
  label: at % 3 === 0 ? null : `box ${at}`,
  colour: ['RED', 'GREEN', 'BLUE'][at % 3],
  size: at,
  ratio: at / 2,
  any: { at: [at, { deep: true }] },
  owner: { __typename: 'Owner', id: `o${at % 3}` },
  spare: at % 2 === 0 ? null : { __typename: 'Owner', id: at === 3 ? 'missing' : 'o1' },
  inner: at < 2 ? () => box(at + 1) : null,
  lids: [{ __typename: 'Lid', id: `l${at}`, label: 'lid', owner: { __typename: 'Owner', id: 'o2' } }, null],
});
const owner = (id: string): Record<string, unknown> | null =>
  id === 'missing'
    ? null
    : {
        __typename: 'Owner',
        id,
        name: `owner ${id}`,
        nick: id === 'o1' ? null : id,
        friends: () => [owner('o0'), owner('o1')],
        box: () => ({ __typename: 'Box', id: 'b1', size: 1 }),
        fails: () => {
          if (id !== 'o0') throw new GraphQLError(`no ${id}`, { extensions: { code: 'NOT_FOUND' } });
          return 'fine';
        },
        must: () => (id === 'o2' ? null : 'be'),
      };

const schemas = {
  boxes: buildSubgraphSchema({
    typeDefs: parse(boxesSdl),
    resolvers: {
      Query: {
        boxes: () => [0, 1, 2, 3, 4].map(box),
        box: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : box(Number(id.slice(1)))),
        thing: (_: unknown, { at }: { at: number }) => (box(at).lids as unknown[])[0],
        things: () => [[box(1), null], null, [(box(2).lids as unknown[])[0]]],
        lid: () => null,
        echo: (_: unknown, given: object) => given,
      },
      Mutation: { one: () => box(1), two: () => null },
      Box: { __resolveReference: ({ id }: { id: string }) => box(Number(id.slice(1))) },
    },
  }),
  owners: buildSubgraphSchema({
    typeDefs: parse(ownersSdl),
    resolvers: {
      Query: { owners: () => [owner('o0'), null, owner('o2')] },
      Owner: { __resolveReference: ({ id }: { id: string }) => owner(id) },
      Box: {
        __resolveReference: (reference: object) => reference,
        weight: ({ size }: { size: number }) => size * 10,
      },
    },
  }),
};

const asked: { readonly subgraph: string; readonly query: string; readonly representations: readonly unknown[] }[] = [];
let away: string | undefined;
const sourceFor = (name: string): GraphQLDataSource => ({
  process: async ({ request: { query = '', variables = {} } }) => {
    asked.push({ subgraph: name, query, representations: variables.representations ?? [] });
    if (name === away) throw new Error(`${name} is away`);
    const schema = schemas[name as keyof typeof schemas];
    return JSON.parse(JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables })));
  },
});

const context: GatewayContext = {
  claims: { sub: 'li', kind: 'OFFICER' },
  signed: 's',
  correlationId: 'c',
  traceparent: undefined,
  language: 'en',
  endsAt: Number.POSITIVE_INFINITY,
  account: { charge: () => undefined, attempt: () => undefined },
  passage: { planned: () => undefined, end: () => undefined },
  trail: {},
};

interface Outcome {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}
type Run = (query: string, variables?: Record<string, unknown>) => Promise<Outcome>;

const runOn =
  (engine: Engine): Run =>
  async (query, variables = {}) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    invariant(operation);
    const prepared = engine.operations.of({ queryHash: query, operationName: undefined, document, operation });
    const { data, errors = [] } = await executeOperation(engine, prepared, variables, context, () => undefined);
    return { data, errors: errors.map((error) => formatFailure({ ...error, message: error.message }, error)) };
  };

let ours: Run;
let apollos: Run;
let usedApollo = 0;

beforeAll(async () => {
  process.stdout.write(`# SEED=${seed}\n`);
  const { supergraphSdl, errors } = composeServices([
    { name: 'boxes', typeDefs: parse(boxesSdl), url: 'http://boxes' },
    { name: 'owners', typeDefs: parse(ownersSdl), url: 'http://owners' },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  const engine = await createEngine({ supergraphSdl, dataSourceFor: sourceFor, log: silentLogger });
  const counted: Engine = {
    ...engine,
    execute: (...args) => {
      usedApollo++;
      return engine.execute(...args);
    },
  };
  ours = runOn(counted);
  apollos = runOn({ ...engine, isPlain: false });
});

const assertAlike = async (query: string, variables: Record<string, unknown> = {}): Promise<void> => {
  for (const off of [undefined, 'owners', 'boxes']) {
    away = off;
    const [one, other] = [await ours(query, variables), await apollos(query, variables)];
    away = undefined;
    const hint = `${query} ${JSON.stringify(variables)} without ${off}`;
    expect(JSON.stringify(one.data), hint).toBe(JSON.stringify(other.data));
    const told = [one, other].map(({ errors }) => errors.map((error) => JSON.stringify(error)).sort());
    expect(told[0], hint).toStrictEqual(told[1]);
  }
};

test('nulls, lists in lists, abstract types, enums that are hidden, errors from entities, mutations in order', async () => {
  for (const query of [
    '{ boxes { id label colour size ratio any owner { name } spare { id name nick } } }',
    '{ boxes { owner { fails friends { name fails } } } }',
    '{ boxes { owner { must } spare { must } } }',
    '{ boxes { spare { name } } owners { name box { weight label } } }',
    '{ boxes { weight inner { weight inner { weight owner { name } } } } }',
    '{ lid { id } boxes { id } }',
    '{ box(id: "none") { owner { name } } again: box(id: "b2") { colour owner { nick: name } } }',
    '{ things { __typename id ... on Box { size owner { name } } ... on Lid { owner { nick } } } }',
    '{ thing(at: 1) { label ...L } } fragment L on Lid { owner { name box { owner { name } } } }',
    '{ __typename boxes { __typename kind: __typename owner { __typename name } lids { label owner { name } } } }',
    '{ boxes { owner { name } } boxes { owner { nick } size } ...Q } fragment Q on Query { boxes { label } }',
    'mutation { one { owner { name } } again: one { id } }',
    'mutation { one { id } two { id } }',
    '{ boxes { constructor: id toString: label owner { valueOf: name } } }',
    '{ boxes { owner { friends { friends { name } } } } }',
  ])
    await assertAlike(query);
});

test('conditions, in every combination', async () => {
  const query = `query ($a: Boolean!, $b: Boolean! = true) {
    boxes { id @skip(if: $a) size @include(if: true) label @skip(if: true) owner @include(if: $a) { name nick @skip(if: $b) } ... on Box @include(if: $b) { ratio } }
    owners @skip(if: $b) { name }
  }`;
  for (const a of [true, false])
    for (const b of [true, false, undefined]) await assertAlike(query, { a, ...(b !== undefined && { b }) });
});

test('defaults inside inputs and variables inside literals are there for the first caller and for the next', async () => {
  const whole = 'query ($v: Inner!, $any: Any) { echo(inner: $v, any: $any) }';
  const inside = 'query ($id: ID, $any: Any) { echo(inner: { id: $id }, any: { in: [$any] }) }';
  for (const any of ['one', 'two']) {
    expect((await ours(whole, { v: {}, any })).data?.echo).toStrictEqual({ inner: { flag: false, id: '7' }, any });
    expect((await ours(inside, { id: any, any })).data?.echo).toStrictEqual({
      inner: { flag: false, id: any },
      any: { in: [any] },
    });
    expect((await ours(inside, { any })).data?.echo).toStrictEqual({ inner: { flag: false, id: '7' }, any: { in: [any] } });
  }
});

test('anything that can be asked', async () => {
  const leaf = fc.constantFrom('id', '__typename');
  const { owner: owners } = fc.letrec<{ owner: string; box: string }>((tie) => ({
    box: fc
      .array(
        fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          fc.constantFrom('label', 'colour', 'size', 'ratio', 'weight', 'any', 'lids { id owner { name } }'),
          leaf,
          tie('owner').map((inner) => `owner { ${inner} }`),
          tie('owner').map((inner) => `spare { ${inner} }`),
          tie('box').map((inner) => `inner { ${inner} }`),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((fields) => fields.join(' ')),
    owner: fc
      .array(
        fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          fc.constantFrom('name', 'nick', 'fails', 'must'),
          leaf,
          tie('owner').map((inner) => `friends { ${inner} }`),
          tie('box').map((inner) => `box { ${inner} }`),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((fields) => fields.join(' ')),
  }));
  const before = usedApollo;
  await fc.assert(
    fc.asyncProperty(owners, (inner) => assertAlike(`{ owners { ${inner} } boxes { owner { ${inner} } spare { ${inner} } } }`)),
    { seed, numRuns: 60 },
  );
  expect(usedApollo).toBe(before);
});

test('each entity is asked for once, and what is shared is not mixed up', async () => {
  asked.length = 0;
  const before = usedApollo;
  const { data } = await ours('{ boxes { owner { name friends { name } } } }');
  const { boxes } = data ?? {};
  const [fetch] = asked.filter(({ subgraph }) => subgraph === 'owners');
  expect(fetch?.representations.map((each) => (each as { id: string }).id)).toStrictEqual(['o0', 'o1', 'o2']);
  expect((boxes as { owner: { name: string } }[]).map((each) => each.owner.name)).toStrictEqual([
    'owner o0',
    'owner o1',
    'owner o2',
    'owner o0',
    'owner o1',
  ]);
  expect(usedApollo).toBe(before);
});

test('a supergraph with an interface object is executed by Apollo as a whole, and answered rightly', async () => {
  const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])';
  const media = `${head}
    type Query { all: [Media!]! }
    interface Media @key(fields: "id") { id: ID! title: String! }
    type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int! }`;
  const reviews = `${head}
    type Query { best: Media }
    type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int! }`;
  const { supergraphSdl, errors } = composeServices(
    Object.entries({ media, reviews }).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  const book = { __typename: 'Book', id: 'b', title: 'one', pages: 7 };
  const subgraphs = {
    media: buildSubgraphSchema({
      typeDefs: parse(media),
      resolvers: { Query: { all: () => [book] }, Media: { __resolveReference: () => book, __resolveType: () => 'Book' } },
    }),
    reviews: buildSubgraphSchema({
      typeDefs: parse(reviews),
      resolvers: { Query: { best: () => ({ id: 'b' }) }, Media: { __resolveReference: (it: object) => it, stars: () => 5 } },
    }),
  };
  const engine = await createEngine({
    supergraphSdl,
    log: silentLogger,
    dataSourceFor: (name) => ({
      process: async ({ request: { query = '', variables = {} } }) =>
        JSON.parse(
          JSON.stringify(
            await execute({ schema: subgraphs[name as 'media'], document: parse(query), variableValues: variables }),
          ),
        ),
    }),
  });
  expect(engine.isPlain).toBe(false);
  const { data, errors: failed } = await runOn(engine)('{ best { __typename title stars } all { id stars } }');
  expect([JSON.parse(JSON.stringify(data)), failed]).toStrictEqual([
    { best: { __typename: 'Book', title: 'one', stars: 5 }, all: [{ id: 'b', stars: 5 }] },
    [],
  ]);
});
