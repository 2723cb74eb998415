import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  specifiedScalarTypes,
} from 'graphql';
import { isTree, type Tree } from './merge.js';

/** A null where none may be: whatever holds it is null. */
const hole = Symbol('hole');

/** A value as the caller may see it: what was asked for and nothing else. */
type Shape = (value: unknown) => unknown;

export interface ShapeOptions {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The values of variables that `@skip` and `@include` name. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

const isWhole = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value);

const leafChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: isWhole,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || isWhole(value),
};

/** A shaper of whole answers: selected fields only, in the order of the selection, nulls carried up to where they are allowed. */
export const createShape = ({ schema, operation, fragments, conditions }: ShapeOptions): ((data: Tree) => Tree | null) => {
  const isTaken = ({ directives }: SelectionNode): boolean =>
    (directives ?? []).every(({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      const condition =
        value?.kind === Kind.VARIABLE ? conditions.get(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'skip' ? !condition : name.value !== 'include' || condition === true;
    });

  const applies = (condition: string | undefined, type: GraphQLObjectType): boolean => {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  };

  const collect = (sets: readonly SelectionSetNode[], type: GraphQLObjectType, into: Map<string, FieldNode[]>): void => {
    for (const selection of sets.flatMap((set) => set.selections).filter(isTaken)) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const same = into.get(key);
        if (same) same.push(selection);
        else into.set(key, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value, type)) collect([fragment.selectionSet], type, into);
    }
  };

  const shapeObject = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Shape => {
    const collected = new Map<string, FieldNode[]>();
    collect(sets, type, collected);
    const fields = [...collected].map(([key, nodes]) => ({ key, shape: shapeField(type, nodes) }));
    return (value) => {
      if (!isTree(value)) throw new Error(`a subgraph answered something else than an object for ${type.name}`);
      const output: Tree = {};
      for (const { key, shape } of fields) {
        const shaped = shape(value[key]);
        if (shaped === hole) return null;
        output[key] = shaped;
      }
      return output;
    };
  };

  const shapeField = (parent: GraphQLObjectType, nodes: readonly FieldNode[]): Shape => {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return () => parent.name;
    const type = parent.getFields()[name]?.type;
    if (!type) throw new Error(`${parent.name} has no field ${name}`);
    return shapeType(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
  };

  const shapeType = (type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Shape => {
    if (isNonNullType(type)) {
      const inner = shapeType(type.ofType, sets);
      return (value) => inner(value) ?? hole;
    }
    if (isListType(type)) return shapeList(shapeType(type.ofType, sets), String(type));
    if (isLeafType(type)) {
      const check = isEnumType(type) ? (value: unknown) => type.getValue(String(value)) !== undefined : leafCheckOf(type.name);
      return (value) => (value !== null && value !== undefined && check(value) ? value : null);
    }
    if (isObjectType(type)) {
      const shape = shapeObject(type, sets);
      return (value) => (value === null || value === undefined ? null : shape(value));
    }
    return shapeAbstract(sets);
  };

  const leafCheckOf = (name: string): ((value: unknown) => boolean) =>
    specifiedScalarTypes.some((type) => type.name === name) ? (leafChecks[name] ?? (() => true)) : () => true;

  const shapeList =
    (item: Shape, name: string): Shape =>
    (value) => {
      if (value === null || value === undefined) return null;
      if (!Array.isArray(value)) throw new Error(`a subgraph answered something else than a list for ${name}`);
      const output: unknown[] = new Array(value.length);
      for (let at = 0; at < value.length; at++) {
        const shaped = item(value[at]);
        if (shaped === hole) return null;
        output[at] = shaped;
      }
      return output;
    };

  /** A type that callers do not know of is nothing to them. */
  const shapeAbstract = (sets: readonly SelectionSetNode[]): Shape => {
    const shapes = new Map<string, Shape>();
    return (value) => {
      const name = isTree(value) ? value.__typename : undefined;
      if (typeof name !== 'string') return null;
      const known = shapes.get(name);
      if (known) return known(value);
      const type = schema.getType(name);
      if (!isObjectType(type)) return null;
      const shape = shapeObject(type, sets);
      shapes.set(name, shape);
      return shape(value);
    };
  };

  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`there is no ${operation.operation}`);
  const shape = shapeObject(root, [operation.selectionSet]);
  return (data) => shape(data) as Tree | null;
};
