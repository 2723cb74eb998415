import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface FuzzOperation {
  readonly field: GraphQLField<unknown, unknown>;
  readonly mutation: boolean;
  /** With a variable for each argument. */
  readonly query: string;
}

const selectionOf = (type: GraphQLObjectType, depth: number): string => {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(({ type: given }) => isNonNullType(given))) return [];
    const named = getNamedType(field.type);
    if (!isObjectType(named)) return [field.name];
    return depth === 0 ? [] : [`${field.name} ${selectionOf(named, depth - 1)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
};

const operationOf = (field: GraphQLField<unknown, unknown>, mutation: boolean): FuzzOperation => {
  const named = getNamedType(field.type);
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const head = field.args.length === 0 ? ['', ''] : [`(${declared})`, `(${given})`];
  const selection = isObjectType(named) ? ` ${selectionOf(named, mutation ? 1 : 2)}` : '';
  return { field, mutation, query: `${mutation ? 'mutation' : 'query'}${head[0]} { ${field.name}${head[1]}${selection} }` };
};

/** One operation for every query and every mutation of the schema. */
export const everyOperation = (schema: GraphQLSchema): readonly FuzzOperation[] => [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => operationOf(field, false)),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => operationOf(field, true)),
];
