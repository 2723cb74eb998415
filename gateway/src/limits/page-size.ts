import { isRecord } from '@daqidi/subgraph';
import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  Kind,
  type ValueNode,
} from 'graphql';
import { type Limits, within } from './limits.js';

export type Variables = Readonly<Record<string, unknown>>;

const pagingNames = new Set(['first', 'last', 'limit']);

/** What a literal stands for, variables replaced; undefined where a variable has no value, so that defaults apply. */
const valueIn = (node: ValueNode, variables: Variables): unknown => {
  switch (node.kind) {
    case Kind.VARIABLE:
      return Object.hasOwn(variables, node.name.value) ? variables[node.name.value] : undefined;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((each) => valueIn(each, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueIn(value, variables)]));
    default:
      return null;
  }
};

/** The largest page size in a value of this type, `name` being what it is called; defaults of input fields count. */
const largestIn = (name: string, type: GraphQLInputType, value: unknown, limits: Limits, depth: number): number => {
  within(limits, 'inputDepth', depth);
  if (Array.isArray(value))
    return value.reduce<number>((size, each) => Math.max(size, largestIn(name, type, each, limits, depth + 1)), 0);
  const named = getNamedType(type);
  if (isInputObjectType(named) && isRecord(value)) {
    const sizes = Object.values(named.getFields()).map((field) =>
      largestIn(
        field.name,
        field.type,
        (Object.hasOwn(value, field.name) ? value[field.name] : undefined) ?? field.defaultValue,
        limits,
        depth + 1,
      ),
    );
    return Math.max(0, ...sizes);
  }
  return typeof value === 'number' && pagingNames.has(name) ? value : 0;
};

const given = (argument: GraphQLArgument, node: FieldNode, variables: Variables): unknown => {
  const literal = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  return (literal && valueIn(literal, variables)) ?? argument.defaultValue;
};

/** How many rows a field asks for through `first`, `last` or `limit`, at any depth of its arguments; 1 where it has none. */
export const pageSizeOf = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
  limits: Limits,
): number =>
  Math.max(
    1,
    ...field.args.map((argument) => largestIn(argument.name, argument.type, given(argument, node, variables), limits, 0)),
  );
