// Promise: what is wrong with a request is said in the reader's language alone, and nothing that it holds is said back.

import { requestFault } from '@daqidi/runtime';
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql';

const schema = buildSchema(`
  enum Kind { ONE TWO }
  scalar DateTime
  input Person { name: String identityNumber: String age: Int }
  input Given { text: String! person: Person people: [Person!] kind: Kind at: DateTime }
  type Answer { id: ID text: String }
  type Query { answer(input: Given!, first: Int): Answer }
`);

const secrets = ['张三', '11010519491231002X', '13812341234'];
const person = { name: '张三', identityNumber: '11010519491231002X' };

const messagesOf = (query: string, variables: Record<string, unknown> = {}): readonly string[] => {
  try {
    const document = parse(query);
    const found = validate(schema, document);
    if (found.length > 0) return found.map(({ message }) => message);
    const { errors = [] } = getVariableValues(schema, getOperationAST(document)?.variableDefinitions ?? [], variables);
    return errors.map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

const given = 'query($input: Given!) { answer(input: $input) { id } }';
const literal = (input: string): string => `{ answer(input: ${input}) { id } }`;

const wrong: readonly [string, string, Record<string, unknown>?][] = [
  ['a field that the type has not', given, { input: { text: 'x', person: { ...person, identityNumer: '1' } } }],
  ['a field named as a person is', given, { input: { text: 'x', 张三: '13812341234' } }],
  ['a field that is missing', given, { input: { person } }],
  ['a number where a text belongs', given, { input: { text: 13812341234, person } }],
  ['a text where a number belongs', given, { input: { text: 'x', person: { ...person, age: '13812341234' } } }],
  ['a person where a text belongs', given, { input: { text: person } }],
  ['an object where a list of them belongs', given, { input: { text: 'x', people: [person, '张三'] } }],
  ['nothing where something belongs', given, { input: { text: null, person } }],
  ['no such value of an enum', given, { input: { text: 'x', kind: '张三' } }],
  ['no text for an enum', given, { input: { text: 'x', kind: person } }],
  ['no variable', given, {}],
  ['a value that speaks of others', given, { input: { text: person, kind: '"; at "11010519491231002X"; Field "张三" is' } }],
  ['a literal field that the type has not', literal('{ text: "x", name: "张三" }')],
  ['a literal that is missing', literal('{ person: { name: "张三", identityNumber: "11010519491231002X" } }')],
  ['a literal number where a text belongs', literal('{ text: 13812341234 }')],
  ['a literal text where a number belongs', literal('{ text: "x", person: { age: "13812341234" } }')],
  ['a literal object where a text belongs', literal('{ text: { name: "张三" } }')],
  ['a literal text for an enum', literal('{ text: "x", kind: "张三" }')],
  ['a literal that no enum has', literal('{ text: "x", kind: THREE }')],
  ['a text that does not end', '{ answer(input: { text: "张三 11010519491231002X'],
  ['a text in the wrong place', '{ answer "张三" }'],
  ['a number in the wrong place', '{ 13812341234 }'],
  ['a field that the answer has not', '{ answer(input: { text: "张三" }) { nothing } }'],
  ['an argument that the field has not', '{ answer(input: { text: "x" }, name: "张三") { id } }'],
  ['an argument that is missing', '{ answer { id } }'],
  ['no fields', '{ answer(input: { text: "x" }) }'],
  ['fields of what has none', '{ answer(input: { text: "x" }) { id { no } } }'],
  ['an unknown type', 'query($input: Nothing) { answer(input: $input) { id } }'],
  ['another type', 'query($input: String!) { answer(input: $input) { id } }'],
  ['an undeclared variable', '{ answer(input: $input) { id } }'],
];

describe.each(wrong.map(([what, query, variables]) => ({ what, query, variables })))('$what', ({ query, variables }) => {
  const messages = messagesOf(query, variables);
  it('is said without what it holds, and in one language at a time', () => {
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      const { en, zh } = requestFault(message);
      for (const secret of secrets) expect(`${en} ${zh}`).not.toContain(secret);
      expect(en, message).toMatch(/^[\x20-\x7e]+[.?]$/);
      // Names of the schema stay; there is no word of English beside them.
      expect(zh, message).toMatch(/[\u4e00-\u9fff].*[。?]$/);
      expect(zh, message).not.toMatch(/[a-z] [a-z]/);
      expect(en, message).not.toBe('The request does not fit the schema.');
    }
  });
});

it('names what is wrong and where, and what was meant', () => {
  const [message = ''] = messagesOf(given, { input: { text: 'x', person: { ...person, identityNumer: '1' } } });
  expect(requestFault(message)).toStrictEqual({
    en: 'input.person: The type Person has no field identityNumer. Did you mean identityNumber?',
    zh: 'input.person:类型 Person 没有字段 identityNumer。是否为 identityNumber?',
  });
});

it('has general words for what it does not know', () => {
  expect(requestFault('张三 is 13812341234')).toStrictEqual({
    en: 'The request does not fit the schema.',
    zh: '请求与接口定义不符。',
  });
});
