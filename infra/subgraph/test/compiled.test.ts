// Promise: a document that comes again is compiled, and nothing about its answers changes: data, errors, masks, guards.
import { type Claims, contextHeader, correlationHeader } from '@daqidi/identity';
import fc from 'fast-check';
import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { createCompiler } from '../src/compile.js';
import { toFormattedError } from '../src/errors.js';
import { createExecutor } from '../src/executor.js';
import type { SubgraphResult } from '../src/index.js';
import { inputsSchema, questions } from './inputs.js';
import { clock, createToy } from './toy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`# SEED=${seed}\n`);

const callers: readonly (Claims | undefined)[] = [
  { sub: 'wang', kind: 'PETITIONER' },
  { sub: 'clerk', kind: 'OFFICER' },
  { sub: 'anonymous', kind: 'ANONYMOUS' },
  undefined,
];
const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Letter { id title at ruleHere } } }';
const operations: readonly { readonly query: string; readonly variables?: Record<string, unknown>; readonly name?: string }[] = [
  { query: '{ alsoWhichRule whichRule letter(id: "mine") { ruleHere } }' },
  {
    query:
      '{ __typename again: board board more: letter(id: "mine") { __typename key: id ...L } } fragment L on Letter { at title }',
  },
  { query: '{ letter(id: "other") { id } board }' },
  { query: 'mutation { a: send(title: "x") { at } b: send(title: "y") { id title } }' },
  { query: '{ count board }' },
  { query: '{ board fail(how: "plain") }' },
  { query: '{ fail(how: "null") board }' },
  { query: '{ board daqidi: fail(how: "daqidi") }' },
  { query: '{ fail(how: "nothing of the kind") }' },
  { query: 'query ($id: ID!) { letter(id: $id) { id title } }', variables: { id: 'mine' } },
  { query: 'query ($id: ID!) { letter(id: $id) { id title } }', variables: { id: 7 } },
  { query: 'query ($id: ID!) { letter(id: $id) { id } }' },
  { query: 'query ($id: ID!) { letter(id: $id) { id } }', variables: { id: {} } },
  { query: 'query ($id: ID!) { letter(id: $id) { id } }', variables: { id: null } },
  { query: 'query ($n: Int) { count(first: $n) }', variables: { n: null } },
  { query: 'query ($n: Int = 3, $since: DateTime) { count(first: $n, since: $since) board }', variables: { since: 'yesterday' } },
  { query: 'query ($n: Int!) { count(first: $n) }', variables: { n: 'seven' } },
  { query: 'query ($n: Int! = 3) { count(first: $n) }' },
  { query: 'query ($n: Int! = 3) { count(first: $n) }', variables: { n: 5 } },
  { query: 'query ($n: Int! = 3) { count(first: $n) }', variables: { n: null } },
  { query: 'query ($yes: Boolean!) { board @include(if: $yes) alsoWhichRule @skip(if: $yes) }', variables: { yes: true } },
  { query: 'query ($yes: Boolean!) { board @include(if: $yes) alsoWhichRule @skip(if: $yes) }', variables: {} },
  { query: 'query A { board } query B { alsoWhichRule }', name: 'B' },
  { query: 'query A { board } query B { alsoWhichRule }', name: 'C' },
  { query: 'query A { board } query B { alsoWhichRule }' },
  { query: '{ _service { sdl } }' },
  { query: '{ __type(name: "Letter") { name fields { name } } board }' },
  { query: '{ __schema { types { name } directives { name } } }' },
  {
    query: entities,
    variables: {
      r: [
        { __typename: 'Letter', id: 'mine' },
        { __typename: 'Letter', id: 'other' },
        { __typename: 'Letter', id: 7 },
      ],
    },
  },
  { query: entities, variables: { r: [{ __typename: 'Nothing', id: 'mine' }] } },
  { query: entities, variables: { r: [{ id: 'mine' }] } },
  {
    query: 'query ($id: ID!) { _entities(representations: [{ __typename: "Letter", id: $id }]) { ... on Letter { id title } } }',
    variables: { id: 'mine' },
  },
];

/** Where a null has swept its siblings away, GraphQL leaves open which of their failures are told, and in which order. */
const assertSame = (later: SubgraphResult, first: SubgraphResult, hint: string): void => {
  expect(JSON.stringify(later.data), hint).toBe(JSON.stringify(first.data));
  const [told, expected] = [later, first].map(({ errors }) => (errors ?? []).map((error) => JSON.stringify(error)));
  for (const error of expected ?? []) expect(told?.includes(error), `${hint} lacks ${error}`).toBeTruthy();
  if (first.data) expect(told?.length, hint).toBe(expected?.length);
};

test('first time and fourth time are the same answer, for everyone', async () => {
  const toy = createToy();
  for (const { query, variables, name } of operations) {
    for (const caller of callers) {
      const answers: SubgraphResult[] = [];
      for (let time = 0; time < 4; time++) {
        // A subgraph that has never seen the document stands for the first time.
        const { subgraph, target } = time === 0 ? createToy() : toy;
        const token = caller && (await target.sign(caller, clock.now()));
        const headers = { [correlationHeader]: 'c-1', ...(token !== undefined && { [contextHeader]: token }) };
        answers.push(await subgraph.execute({ query, headers, operationName: name ?? null, ...(variables && { variables }) }));
      }
      const [first = {}, ...others] = answers;
      for (const other of others) assertSame(other, first, `${query} ${JSON.stringify(variables)} ${caller?.kind}`);
    }
  }
});

test('the compiler takes what subgraphs are usually asked, and nothing that it reads otherwise', () => {
  const reference = () => ({});
  const { schema } = createToy().subgraph;
  const taken = (query: string): boolean => createCompiler(schema)(parse(query), null, reference) !== reference;
  for (const query of [
    entities,
    'query ($id: ID!) { letter(id: $id) { id title } }',
    'mutation { send(title: "x") { id } }',
    'query ($n: Int = 3, $since: DateTime) { count(first: $n, since: $since) }',
    '{ _entities(representations: [{ __typename: "Letter", id: "mine" }]) { __typename } }',
  ])
    expect(taken(query), query).toBe(true);
  for (const query of [
    'query ($id: ID!) { _entities(representations: [{ __typename: "Letter", id: $id }]) { __typename } }',
    'query ($one: _Any!) { _entities(representations: [$one]) { __typename } }',
    'query ($yes: Boolean!) { board @include(if: $yes) }',
    '{ __schema { types { name } } }',
  ])
    expect(taken(query), query).toBe(false);
});

/** As JSON, with what callers are told of failures beside what was said here. */
const toldIn = ({ data, errors }: ExecutionResult): SubgraphResult => {
  const scene = { correlationId: 'c-1', log: { error: () => undefined } };
  const both = errors?.map((error) => ({ ...toFormattedError(error, scene), said: error.message }));
  return JSON.parse(JSON.stringify({ data, errors: both }));
};

/** Every later caller of a document gets what the reference answers. */
const assertAsReference = async (query: string, callers: readonly Readonly<Record<string, unknown>>[]): Promise<void> => {
  const [document, asked] = [parse(query), { query, operationName: null, contextValue: {} }];
  const run = createExecutor(inputsSchema);
  await run({ ...asked, variables: {} });
  for (const variables of callers) {
    const later = await run({ ...asked, variables });
    const reference = await execute({ schema: inputsSchema, document, contextValue: {}, variableValues: variables });
    assertSame(toldIn(later), toldIn(reference), `${query} ${JSON.stringify(variables)}`);
  }
};

test('a default inside an input is there for every caller, however deep, and whatever it must not be', async () => {
  await assertAsReference('query ($v: Inner!) { inner(v: $v) }', [{ v: {} }, { v: { flag: true } }, { v: { flag: null } }]);
  await assertAsReference('query ($v: Outer) { outer(v: $v) }', [{ v: { must: 1 } }, { v: { must: 1, outer: { must: 2 } } }]);
  await assertAsReference('query ($v: [Inner!]!) { inners(v: $v) }', [{ v: [{}, { id: 1 }] }, { v: {} }]);
  await assertAsReference('query ($v: Colour! = GREEN) { colours(v: $v) }', [{}, { v: 'RED' }, { v: null }]);
});

test('a variable inside a literal is read for every caller, and one that is left out is not a null', async () => {
  await assertAsReference('query ($v: Any) { any(v: { a: [{ b: $v }] }) }', [{ v: 7 }, { v: { c: 1 } }, { v: null }, {}]);
  await assertAsReference('query ($v: Any!) { any(w: [$v]) }', [{ v: 7 }, { v: [] }]);
  await assertAsReference('query ($v: Boolean, $id: ID) { inner(v: { flag: $v, id: $id }) }', [
    { v: true, id: 7 },
    { v: null },
    {},
  ]);
});

test('what custom scalars have read is not read again', async () => {
  await assertAsReference('query ($v: Cents = 3) { numbers(w: $v) }', [{ v: 7 }, {}, { v: null }, { v: 'x' }]);
});

test('anything that can be sent', async () => {
  let valid = 0;
  await fc.assert(
    fc.asyncProperty(questions, async ({ query, variables }) => {
      if (validate(inputsSchema, parse(query)).length > 0) return;
      valid++;
      await assertAsReference(query, variables);
    }),
    { seed, numRuns: 100 },
  );
  expect(valid).toBeGreaterThan(50);
});
