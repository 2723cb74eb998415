// Proves: whatever cannot be an id is the caller's mistake, named by its field, in every query and mutation of all subgraphs that takes one.
import { cast, type Person } from '@daqidi/standalone';
import fc from 'fast-check';
import {
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { apiSchema } from './support/api-schema.js';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { refusalOf } from './support/model/answers.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

type Values = Readonly<Record<string, unknown>>;

const scalars: Values = { DateTime: '2026-03-02T00:00:00.000Z', Date: '2026-03-02', Int: 1, Float: 1, Boolean: true };

/** Something of the type that is well-formed; nothing where nothing has to be. */
const some = (type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) {
    const inner = type.ofType;
    if (isListType(inner)) return [];
    if (isInputObjectType(inner)) return Object.fromEntries(fieldsOf(inner).map((field) => [field.name, some(field.type)]));
    return isEnumType(inner) ? inner.getValues()[0]?.name : (scalars[inner.name] ?? 'something');
  }
  return undefined;
};

const fieldsOf = (type: GraphQLInputType) => (isInputObjectType(type) ? Object.values(type.getFields()) : []);

/** Where ids are within a type: ways in, as names from the outside. */
const ways = (type: GraphQLInputType): readonly (readonly string[])[] => {
  const named = getNamedType(type);
  if (named === GraphQLID) return [[]];
  return fieldsOf(named).flatMap(({ name, type: inner }) => ways(inner).map((way) => [name, ...way]));
};

const placed = (type: GraphQLInputType, way: readonly string[], id: string): unknown => {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return [placed(bare.ofType, way, id)];
  const [next, ...rest] = way;
  if (next === undefined) return id;
  return Object.fromEntries(
    fieldsOf(bare as GraphQLInputType).map((field) => [
      field.name,
      field.name === next ? placed(field.type, rest, id) : some(field.type),
    ]),
  );
};

interface Place {
  readonly operation: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  readonly argument: string;
  readonly way: readonly string[];
}

const selectionOf = (field: GraphQLField<unknown, unknown>): string =>
  isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';

const ask = (person: Person, { operation, field, argument, way }: Place, id: string) => {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const variables = Object.fromEntries(
    field.args.map(({ name, type }) => [name, name === argument ? placed(type, way, id) : some(type)]),
  );
  return world.raw(person, `${operation}(${declared}) { ${field.name}(${passed})${selectionOf(field)} }`, variables);
};

const noId = fc.oneof(
  fc.constant(''),
  fc.string({ minLength: 129, maxLength: 5_000 }),
  fc
    .tuple(fc.string({ maxLength: 20 }), fc.constantFrom('\u0000', '\n', '\u007f', '\ud800', '\udfff'))
    .map((parts) => parts.join('')),
);

const admin: Person = { sub: 'leading-group.admin', kind: 'OFFICER' };
const people: readonly Person[] = [...Object.values(cast), admin];

test('what is no id is BAD_USER_INPUT and names its field, for everybody who may ask at all', async () => {
  const schema = await apiSchema(world);
  const places = ([schema.getQueryType(), schema.getMutationType()] as const).flatMap((root, index) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap(({ name: argument, type }) =>
        ways(type).map((way): Place => ({ operation: index === 0 ? 'query' : 'mutation', field, argument, way })),
      ),
    ),
  );
  expect(places.length).toBeGreaterThan(30);
  for (const place of places) {
    const name = [place.argument, ...place.way].filter((part) => part !== 'input').join('.');
    await fc.assert(
      fc.asyncProperty(noId, async (id) => {
        const answers = await Promise.all(people.map((person) => ask(person, place, id)));
        const refusals = answers.map((answer) => ({ ...refusalOf(answer), field: answer.errors?.[0]?.extensions?.field }));
        const told = refusals.filter(({ code }) => code === 'BAD_USER_INPUT');
        expect(told.length, `${place.field.name} ${JSON.stringify(refusals)}`).toBeGreaterThan(0);
        expect([...new Set(told.map(({ field }) => field))]).toEqual([name]);
        expect(refusals.filter(({ code }) => code !== 'BAD_USER_INPUT' && code !== 'FORBIDDEN')).toEqual([]);
      }),
      { numRuns: 3 },
    );
  }
});

test('an id of 128 characters is looked for, and not found', async () => {
  const { data, errors } = await world.raw(cast.clerk, 'query($id: ID!) { appeal(id: $id) { id } }', { id: '长'.repeat(128) });
  expect([data, errors]).toEqual([{ appeal: null }, undefined]);
});
