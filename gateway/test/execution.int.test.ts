// Promise: our own execution of a plan answers what Apollo's answers, for whatever is asked, however subgraphs fail, and asks a
// subgraph for each entity once.
import { composeServices } from '@apollo/composition';
import type { GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createMetrics, silentLogger } from '@daqidi/runtime';
import fc from 'fast-check';
import { execute, GraphQLError, parse } from 'graphql';
import type { GatewayContext } from '../src/context.js';
import { createEngine, type Engine } from '../src/engine.js';
import { defaultLimits } from '../src/limits.js';
import { createPipeline, type Pipeline } from '../src/pipeline.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@inaccessible"])';

const boxesSdl = `${link}
  type Query { boxes: [Box!]! box(id: ID!): Box thing(at: Int!): Thing things: [[Thing]] lid: Box! }
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
};
const pipelineOf = (engine: Engine): Pipeline =>
  createPipeline({
    engine: () => engine,
    limits: { ...defaultLimits, aliases: 100 },
    log: silentLogger,
    metrics: createMetrics(),
  });

let ours: Pipeline;
let apollos: Pipeline;
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
  ours = pipelineOf(counted);
  // A plan that ours does not know goes to Apollo's execution.
  apollos = pipelineOf({ ...engine, plan: async () => ({ kind: 'QueryPlan', node: { kind: 'Defer' } }) as never });
});

const assertAlike = async (query: string, variables: Record<string, unknown> = {}): Promise<void> => {
  for (const off of [undefined, 'owners', 'boxes']) {
    away = off;
    const [one, other] = [await ours({ query, variables }, context), await apollos({ query, variables }, context)];
    away = undefined;
    const hint = `${query} ${JSON.stringify(variables)} without ${off}`;
    expect(JSON.stringify(one.data), hint).toBe(JSON.stringify(other.data));
    const told = [one, other].map(({ errors }) => (errors ?? []).map((error) => JSON.stringify(error)).sort());
    expect(told[0], hint).toStrictEqual(told[1]);
    expect(one.status, hint).toBe(other.status);
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
  const { data } = await ours({ query: '{ boxes { owner { name friends { name } } } }' }, context);
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
