import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { mergeInto, type Tree } from './merge.js';
import type { FetchNode } from './plan.js';

type Requires = NonNullable<FetchNode['requires']>;

const isOfType = (schema: GraphQLSchema, typename: unknown, condition: string): boolean => {
  if (typename === condition) return true;
  if (typeof typename !== 'string') return false;
  const [type, wanted] = [schema.getType(typename), schema.getType(condition)];
  return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
};

const partOf = (schema: GraphQLSchema, value: unknown, selections: Requires | undefined): unknown => {
  if (!selections || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => partOf(schema, each, selections));
  return represent(schema, value as Tree, selections);
};

/** What a subgraph must know of an entity to find it; null where the entity does not hold it. */
export const represent = (schema: GraphQLSchema, entity: Tree, requires: Requires): Tree | null => {
  const representation: Tree = {};
  for (const selection of requires) {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      if (entity[name] === undefined) return null;
      representation[name] = partOf(schema, entity[name], selection.selections);
    } else if (selection.typeCondition !== undefined && isOfType(schema, entity.__typename, selection.typeCondition)) {
      const part = represent(schema, entity, selection.selections);
      if (part) mergeInto(representation, part);
    }
  }
  return representation;
};

/** Equal exactly for equal representations; strings, of which nearly all consist, cost no more than their copy. */
const keyOf = (representation: Tree): string => {
  let key = '';
  for (const name in representation) {
    const value = representation[name];
    key += typeof value === 'string' ? `${name} ${value.length} ${value}` : `${name}=${JSON.stringify(value)}`;
  }
  return key;
};

export interface Gathered {
  readonly representations: readonly Tree[];
  /** For each representation the numbers of the entities that it stands for. */
  readonly standsFor: readonly (readonly number[])[];
}

/** Each distinct representation once, however many entities it stands for. */
export const gather = (schema: GraphQLSchema, entities: readonly Tree[], requires: Requires): Gathered => {
  const known = new Map<string, number[]>();
  const representations: Tree[] = [];
  entities.forEach((entity, at) => {
    const representation = represent(schema, entity, requires);
    if (!representation?.__typename) return;
    const key = keyOf(representation);
    const others = known.get(key);
    if (others) others.push(at);
    else {
      known.set(key, [at]);
      representations.push(representation);
    }
  });
  return { representations, standsFor: [...known.values()] };
};
