// Promise: each root field is behind its rule, and every failure reaches the caller in one form that leaks nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Claims, contextHeader, correlationHeader } from '@daqidi/identity';
import { checkRules } from '../src/index.js';
import { clock, createToy, rules, typeDefs } from './toy.js';

const wang: Claims = { sub: 'wang', kind: 'PETITIONER' };
const anonymous: Claims = { sub: 'anonymous', kind: 'ANONYMOUS' };
const clerk: Claims = { sub: 'clerk', kind: 'OFFICER' };
const toy = createToy();
const ask = async (claims: Claims, query: string, variables?: Record<string, unknown>, on = toy) =>
  on.subgraph.execute({
    query,
    ...(variables && { variables }),
    headers: {
      [contextHeader]: await on.target.sign(claims, clock.now()),
      [correlationHeader]: 'c-1',
      traceparent: '00-ab-cd-01',
    },
  });
const code = async (claims: Claims, query: string, variables?: Record<string, unknown>): Promise<unknown> =>
  (await ask(claims, query, variables)).errors?.[0]?.extensions?.code;

test('a root field without a rule, with an unknown one, or without a resolver is refused at the start', () => {
  const without = typeDefs.replace('board: String! @rule(name: "board.read")', 'board: String!');
  const unknown = typeDefs.replace('board: String! @rule(name: "board.read")', 'board: String! @rule(name: "bord.read")');
  const extended = `${typeDefs} extend type Query { more: String }`;
  assert.throws(() => createToy({ options: { typeDefs: without } }), /Query.board names no rule/);
  assert.throws(() => createToy({ options: { typeDefs: unknown } }), /Query.board names the rule "bord.read"/);
  assert.throws(() => createToy({ options: { typeDefs: extended } }), /Query.more names no rule/);
  assert.throws(
    () => createToy({ options: { typeDefs: `${typeDefs} extend type Query { more: String @rule(name: "board.read") }` } }),
    /Query.more has no resolver/,
  );
  assert.deepEqual(checkRules(typeDefs, rules), []);
});

test('each root field is told its own rule, side by side; nested fields none', async () => {
  const { data } = await ask(wang, '{ alsoWhichRule whichRule letter(id: "mine") { ruleHere } }');
  assert.deepEqual(
    { ...data, letter: { ...(data?.letter as object) } },
    { alsoWhichRule: 'board.read', whichRule: 'letter.read', letter: { ruleHere: null } },
  );
});

test('who can never do it is told so without a case; with a case the command decides', async () => {
  assert.equal(await code(clerk, '{ count }'), 'FORBIDDEN');
  assert.equal(await code(clerk, 'mutation { send(title: "x") { id } }'), 'FORBIDDEN');
  assert.equal(await code(anonymous, '{ count }'), 'UNAUTHENTICATED');
  assert.equal(await code(anonymous, '{ letter(id: "mine") { id } }'), 'UNAUTHENTICATED');
  const nothing = await ask(clerk, '{ letter(id: "mine") { id } }');
  assert.deepEqual([{ ...nothing.data }, nothing.errors], [{ letter: null }, undefined]);
  assert.equal((await ask(anonymous, '{ board }')).data?.board, 'red and black');
});

test('the SDL is for anybody; nothing else is without a context', async () => {
  const { data, errors } = await toy.subgraph.execute({ query: '{ _service { sdl } board }', headers: {} });
  assert.equal(errors?.[0]?.extensions?.code, 'UNAUTHENTICATED');
  assert.equal(data, null);
  const long = await toy.subgraph.execute({ query: `{ ${'x'.repeat(600)} }`, headers: {} });
  assert.equal(long.errors?.[0]?.extensions?.code, 'UNAUTHENTICATED');
});

test('moments go in and out in UTC', async () => {
  const { data } = await ask(wang, 'mutation { send(title: "x") { at } }');
  assert.deepEqual({ ...(data?.send as object) }, { at: '2026-11-23T00:00:00.000Z' });
  assert.equal(await code(clerk, '{ count(since: "yesterday") }'), 'BAD_USER_INPUT');
});

test('failures of ours are masked, logged with their correlation id, and hold no trace', async () => {
  const on = createToy();
  for (const how of ['plain', 'null']) {
    const { errors } = await ask(wang, `{ fail(how: "${how}") }`, undefined, on);
    assert.deepEqual(errors, [
      {
        message: 'Something went wrong on our side.',
        path: ['fail'],
        extensions: {
          code: 'INTERNAL',
          messages: { en: 'Something went wrong on our side.', zh: '系统内部出现问题。' },
          correlationId: 'c-1',
        },
      },
    ]);
  }
  assert.deepEqual(
    on.logged.map(({ fields }) => fields.correlationId),
    ['c-1', 'c-1'],
  );
});

test('failures of the rules keep code, rule, field and both languages', async () => {
  const { errors } = await ask(wang, '{ fail(how: "daqidi") }');
  assert.deepEqual(errors?.[0]?.extensions, {
    code: 'RULE_VIOLATION',
    rule: 'too-late',
    field: 'input.at',
    messages: { en: 'Too late.', zh: '太迟。' },
    correlationId: 'c-1',
  });
});

test('unreadable documents, variables and arguments are the caller’s fault', async () => {
  const on: readonly [string, Record<string, unknown>?][] = [
    ['{'],
    ['{ nothing }'],
    ['query a { board } query b { board }'],
    ['query ($id: ID!) { letter(id: $id) { id } }'],
    ['query ($id: ID!) { letter(id: $id) { id } }', { id: {} }],
  ];
  for (const [query, variables] of on) assert.equal(await code(wang, query, variables), 'BAD_USER_INPUT', query);
  assert.equal(await code(wang, 'query ($n: Int) { count(first: $n) }', { n: null }), 'BAD_USER_INPUT');
});

test('a principal that cannot be resolved is masked, too', async () => {
  const on = createToy({
    options: {
      principalOf: () => {
        throw new Error('directory is away');
      },
    },
  });
  const { errors } = await ask(wang, '{ board }', undefined, on);
  assert.equal(errors?.[0]?.extensions?.code, 'INTERNAL');
  assert.equal(on.logged.length, 1);
});
