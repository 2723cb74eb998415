// Promise: each root field is behind its rule, and every failure reaches the caller in one form that leaks nothing.
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
  expect(() => createToy({ options: { typeDefs: without } })).toThrow(/Query.board names no rule/);
  expect(() => createToy({ options: { typeDefs: unknown } })).toThrow(/Query.board names the rule "bord.read"/);
  expect(() => createToy({ options: { typeDefs: extended } })).toThrow(/Query.more names no rule/);
  expect(() =>
    createToy({ options: { typeDefs: `${typeDefs} extend type Query { more: String @rule(name: "board.read") }` } }),
  ).toThrow(/Query.more has no resolver/);
  expect(checkRules(typeDefs, rules)).toStrictEqual([]);
});

test('a command that states another rule than the SDL is refused at the start', () => {
  const sending = (rule: string) => () => createToy({ mutation: Object.assign(() => ({ id: 'new' }), { rule }) });
  expect(sending('letter.send')).not.toThrow();
  expect(sending('letter.read')).toThrow(/Mutation.send is guarded by "letter.send" in the SDL and by "letter.read"/);
});

test('each root field is told its own rule, side by side; nested fields none', async () => {
  const { data } = await ask(wang, '{ alsoWhichRule whichRule letter(id: "mine") { ruleHere } }');
  expect({ ...data, letter: { ...(data?.letter as object) } }).toStrictEqual({
    alsoWhichRule: 'board.read',
    whichRule: 'letter.read',
    letter: { ruleHere: null },
  });
});

test('who can never do it is told so without a case; with a case the command decides', async () => {
  expect(await code(clerk, '{ count }')).toBe('FORBIDDEN');
  expect(await code(clerk, 'mutation { send(title: "x") { id } }')).toBe('FORBIDDEN');
  expect(await code(anonymous, '{ count }')).toBe('UNAUTHENTICATED');
  expect(await code(anonymous, '{ letter(id: "mine") { id } }')).toBe('UNAUTHENTICATED');
  const nothing = await ask(clerk, '{ letter(id: "mine") { id } }');
  expect([{ ...nothing.data }, nothing.errors]).toStrictEqual([{ letter: null }, undefined]);
  expect((await ask(anonymous, '{ board }')).data?.board).toBe('red and black');
});

test('the SDL is for anybody; nothing else is without a context', async () => {
  const { data, errors } = await toy.subgraph.execute({ query: '{ _service { sdl } board }', headers: {} });
  expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  expect(data).toBeNull();
  const long = await toy.subgraph.execute({ query: `{ ${'x'.repeat(600)} }`, headers: {} });
  expect(long.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('moments go in and out in UTC', async () => {
  const { data } = await ask(wang, 'mutation { send(title: "x") { at } }');
  expect({ ...(data?.send as object) }).toStrictEqual({ at: '2026-11-23T00:00:00.000Z' });
  expect(await code(clerk, '{ count(since: "yesterday") }')).toBe('BAD_USER_INPUT');
});

test('failures of ours are masked, logged with their correlation id, and hold no trace', async () => {
  const on = createToy();
  for (const how of ['plain', 'null']) {
    const { errors } = await ask(wang, `{ fail(how: "${how}") }`, undefined, on);
    expect(errors).toStrictEqual([
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
  expect(on.logged.map(({ fields }) => fields.correlationId)).toStrictEqual(['c-1', 'c-1']);
});

test('failures of the rules keep code, rule, field and both languages', async () => {
  const { errors } = await ask(wang, '{ fail(how: "daqidi") }');
  expect(errors?.[0]?.extensions).toStrictEqual({
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
  for (const [query, variables] of on) expect(await code(wang, query, variables), query).toBe('BAD_USER_INPUT');
  expect(await code(wang, 'query ($n: Int) { count(first: $n) }', { n: null })).toBe('BAD_USER_INPUT');
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
  expect(errors?.[0]?.extensions?.code).toBe('INTERNAL');
  expect(on.logged).toHaveLength(1);
});
