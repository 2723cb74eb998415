import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Values for arguments and input fields by name; whatever is not named is made from its type. */
export type Values = Readonly<Record<string, unknown>>;

const valueFor = (name: string, type: GraphQLInputType, values: Values): unknown => {
  if (name in values) return values[name];
  if (isNonNullType(type)) return requiredValue(name, type.ofType, values);
  return undefined;
};

const requiredValue = (name: string, type: GraphQLInputType, values: Values): unknown => {
  if (isListType(type)) return [];
  if (isInputObjectType(type)) return inputOf(Object.values(type.getFields()), values);
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const scalar = getNamedType(type).name;
  if (scalar === 'Int') return 1;
  if (scalar === 'Boolean') return true;
  if (scalar === 'DateTime') return '2026-03-02T00:00:00.000Z';
  if (scalar === 'Date') return '2026-03-02';
  return `some-${name}-of-fair-length`;
};

export const inputOf = (
  fields: readonly { readonly name: string; readonly type: GraphQLInputType }[],
  values: Values,
): Record<string, unknown> =>
  Object.fromEntries(
    fields.map(({ name, type }) => [name, valueFor(name, type, values)]).filter(([, value]) => value !== undefined),
  );

const literal = (value: unknown, type: GraphQLInputType): string => {
  if (value === null) return 'null';
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) return `[${(value as unknown[]).map((each) => literal(each, type.ofType)).join(', ')}]`;
  if (isInputObjectType(type)) {
    const members = Object.entries(value as object).map(([name, member]) => {
      const field = type.getFields()[name];
      return field === undefined ? '' : `${name}: ${literal(member, field.type)}`;
    });
    return `{ ${members.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
};

const argumentsOf = (args: readonly GraphQLArgument[], values: Values): string => {
  const given = args.flatMap((argument) => {
    const value = valueFor(argument.name, argument.type, values);
    return value === undefined ? [] : [`${argument.name}: ${literal(value, argument.type)}`];
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
};

export interface Generated {
  readonly name: string;
  readonly query: string;
}

/** Selects every field of the type down to `depth` levels, noting each `Type.field` in `covered`. */
const selectionOf = (type: GraphQLObjectType, values: Values, depth: number, covered: Set<string>): string => {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    const head = `${field.name}${argumentsOf(field.args, values)}`;
    if (!isObjectType(named)) {
      covered.add(`${type.name}.${field.name}`);
      return [head];
    }
    if (depth === 0) return [];
    covered.add(`${type.name}.${field.name}`);
    // What a list within something else holds is as near as that.
    const below = field.name === 'node' && depth === 1 ? depth : depth - 1;
    return [`${head} ${selectionOf(named, values, below, covered)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
};

const operation = (
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  values: Values,
  depth: number,
  covered: Set<string>,
): Generated => {
  const named = getNamedType(field.type);
  const selection = isObjectType(named) ? ` ${selectionOf(named, values, depth, covered)}` : '';
  covered.add(`${kind === 'query' ? 'Query' : 'Mutation'}.${field.name}`);
  return { name: field.name, query: `${kind} { ${field.name}${argumentsOf(field.args, values)}${selection} }` };
};

/** How far down what such a field holds is asked for, where it lies deeper than elsewhere. */
const depths: Readonly<Record<string, number>> = {
  dualOversight: 4,
  exports: 4,
  exportRecords: 4,
  requestExport: 2,
  handOutExport: 2,
  answerSuggestions: 2,
  decideDeskAnswers: 2,
  countersignMany: 2,
};

/** What lies too deep for a query of everything is asked for by itself, by an id. */
const apart: Readonly<Record<string, (id: string) => string>> = {
  'ClosedSlot.by': (id) => `query { ledgerEntry(id: ${id}) { rounds { edges { node { slots { by { id } } } } } } }`,
};

const deepFields = (values: readonly Values[], covered: Set<string>): readonly Generated[] =>
  Object.entries(apart).flatMap(([name, query]) => {
    covered.add(name);
    return values.map(({ id }) => ({ name, query: query(JSON.stringify(id)) }));
  });

/** One query for each root field and each set of values, and one mutation for each mutation. */
export const everyField = (schema: GraphQLSchema, values: readonly Values[], covered: Set<string>): readonly Generated[] => [
  ...deepFields(values, covered),
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) =>
    values.map((each) => operation('query', field, each, depths[field.name] ?? 3, covered)),
  ),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) =>
    values.slice(0, 1).map((each) => operation('mutation', field, each, depths[field.name] ?? 1, covered)),
  ),
];

/** Every `Type.field` that a client can ask for. */
export const allFields = (schema: GraphQLSchema): readonly string[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
