import { buildSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import {
  type GraphQLInputType,
  GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  parse,
} from 'graphql';
import { dateScalar } from '../src/index.js';

const typeDefs = parse(`
  scalar Any
  scalar Cents
  scalar Date
  enum Colour { RED GREEN }
  input Inner { colour: Colour! = GREEN, flag: Boolean! = false, days: [Date!] = ["2026-01-01"], any: Any, id: ID }
  input Outer { must: Int!, cents: Cents! = 5, inner: Inner! = { flag: true }, inners: [Inner!], deep: [[Inner]], size: Float = 1.5, outer: Outer }
  type Query {
    outer(v: Outer, w: Outer! = { must: 1 }): Any
    inner(v: Inner! = {}, w: Inner = { id: 7 }): Any
    inners(v: [Inner!]! = [{ colour: RED }], w: [[Inner]]): Any!
    colours(v: Colour! = RED, w: [Colour!] = RED): Any
    any(v: Any, w: [Any!]! = []): Any
    numbers(v: Int! = 20, w: Cents = 7): Any!
    days(v: Date, w: Date!): Any
  }
`);

/** Unlike what it was read from: whoever reads it a second time is found out. */
const centsScalar = new GraphQLScalarType({
  name: 'Cents',
  parseValue: (value) => {
    if (typeof value !== 'number') throw new TypeError('Cents are a number');
    return { cents: value * 100 };
  },
});

/** A key that is undefined is not one that is missing; the order of keys is nobody's business. */
const told = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value === undefined ? '(undefined)' : value;
  if (Array.isArray(value)) return value.map(told);
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, told(each)] as const)
      .sort(),
  );
};
const echo = (_: unknown, args: object): unknown => told(args);
const fields = ['outer', 'inner', 'inners', 'colours', 'any', 'numbers', 'days'];

/** Answers with the arguments that it got. */
export const inputsSchema = buildSubgraphSchema({
  typeDefs,
  resolvers: { Cents: centsScalar, Date: dateScalar, Query: Object.fromEntries(fields.map((name) => [name, echo])) },
});

interface Variable {
  readonly type: string;
  readonly default: string | undefined;
  /** What each caller sends; undefined where it is left out. */
  readonly sent: readonly unknown[];
}
/** Writes a piece of a document, and notes the variables in it. */
type Writes = (variables: Variable[]) => string;

export const callers = 3;

const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: rare });

const leaves: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 7],
  Float: [0, 2.5],
  ID: ['a', 7],
  Boolean: [true, false],
  Colour: ['RED', 'GREEN'],
  Cents: [1, 2],
  Date: ['2026-11-27', '2028-02-29'],
  Any: ['a', 0, { a: 1, b: [null, { c: true }] }, [], ['a']],
};
const wrongs: readonly unknown[] = ['wrong', 1.5, {}, [], [null], { nothing: 1 }];

const sentFor = (type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> => {
  if (isNonNullType(type)) return sentFor(type.ofType, depth).map((value) => value ?? undefined);
  if (isListType(type)) {
    const item = sentFor(type.ofType, depth);
    return rarely(fc.array(item, { maxLength: 2 }) as fc.Arbitrary<unknown>, item);
  }
  const fitting = isInputObjectType(type)
    ? fc.record(
        Object.fromEntries(
          Object.values(type.getFields())
            .filter(({ name }) => name !== 'outer' || depth < 1)
            .map(({ name, type: inner }) => [name, sentFor(inner, depth + 1)]),
        ),
        { requiredKeys: depth < 2 ? ['must'].filter((name) => name in type.getFields()) : [] },
      )
    : fc.constantFrom(...(leaves[type.name] ?? []));
  return rarely(fitting as fc.Arbitrary<unknown>, rarely(fc.constant(null), fc.constantFrom(...wrongs)));
};

const written = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}: ${written(each)}`)
    .join(', ')}}`;
};

const literalOf = (type: GraphQLInputType, depth: number, open: boolean): fc.Arbitrary<Writes> => {
  if (isNonNullType(type)) return literalOf(type.ofType, depth, open).filter((writes) => writes([]) !== 'null');
  const item = (of: GraphQLInputType) => pieceOf(of, depth + 1, open);
  let fitting: fc.Arbitrary<Writes>;
  if (isListType(type)) {
    const list = fc.array(item(type.ofType), { maxLength: 2 });
    fitting = list.map((all) => (variables) => `[${all.map((writes) => writes(variables)).join(', ')}]`);
  } else if (isInputObjectType(type)) {
    const inner = Object.values(type.getFields()).filter(({ name }) => name !== 'outer' || depth < 1);
    const record = fc.record(Object.fromEntries(inner.map((field) => [field.name, item(field.type)])), {
      requiredKeys: inner.filter(isRequiredInputField).map(({ name }) => name),
    });
    fitting = record.map(
      (all) => (variables) =>
        `{${Object.entries(all)
          .map(([name, writes]) => `${name}: ${(writes as Writes)(variables)}`)
          .join(', ')}}`,
    );
  } else if (type.name === 'Any') {
    const closed = fc.constantFrom(...(leaves.Any ?? [])).map(
      (value): Writes =>
        () =>
          written(value),
    );
    const holding = () =>
      item(type).map(
        (writes): Writes =>
          (variables) =>
            `{ a: 1, b: [${writes(variables)}] }`,
      );
    fitting = depth < 2 ? fc.oneof(closed, holding()) : closed;
  } else {
    const word = isEnumType(type) ? String : written;
    fitting = fc.constantFrom(...(leaves[type.name] ?? [])).map((value) => () => word(value));
  }
  return rarely(
    fitting,
    fc.constant(() => 'null'),
  );
};

/** A variable of this type, or of one that is allowed in its place. */
const variableOf = (type: GraphQLInputType): fc.Arbitrary<Writes> =>
  fc
    .record({
      type: fc.constantFrom(String(type), String(type).replace(/!?$/, '!'), String(type).replace(/!$/, '')),
      default: fc.option(literalOf(type, 1, false), { nil: undefined }),
      sent: fc.array(rarely(sentFor(type), fc.constantFrom(undefined, null)), { minLength: callers, maxLength: callers }),
    })
    .map(({ type: declared, default: given, sent }) => (variables) => {
      variables.push({ type: declared, default: given?.([]), sent });
      return `$v${variables.length - 1}`;
    });

const pieceOf = (type: GraphQLInputType, depth: number, open: boolean): fc.Arbitrary<Writes> =>
  open ? fc.oneof(variableOf(type), literalOf(type, depth, open)) : literalOf(type, depth, open);

const fieldOf = (name: string): fc.Arbitrary<Writes> => {
  const args = inputsSchema.getQueryType()?.getFields()[name]?.args ?? [];
  const given = fc.record(Object.fromEntries(args.map((arg) => [arg.name, pieceOf(arg.type, 0, true)])), { requiredKeys: [] });
  return given.map((all) => (variables) => {
    const each = Object.entries(all).map(([arg, writes]) => `${arg}: ${(writes as Writes)(variables)}`);
    return `${name}${each.length > 0 ? `(${each.join(', ')})` : ''}`;
  });
};

export interface Question {
  readonly query: string;
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

/** A document, valid more often than not, and what its callers send with it. */
export const questions: fc.Arbitrary<Question> = fc
  .array(fc.constantFrom(...fields).chain(fieldOf), { minLength: 1, maxLength: 3 })
  .map((all) => {
    const used: Variable[] = [];
    const selection = all.map((writes, at) => `f${at}: ${writes(used)}`).join(' ');
    const definitions = used.map((each, at) => `$v${at}: ${each.type}${each.default === undefined ? '' : ` = ${each.default}`}`);
    const variables = Array.from({ length: callers }, (_, caller) =>
      Object.fromEntries(used.flatMap(({ sent }, at) => (sent[caller] === undefined ? [] : [[`v${at}`, sent[caller]]]))),
    );
    return { query: `query${definitions.length > 0 ? ` (${definitions.join(', ')})` : ''} { ${selection} }`, variables };
  });
