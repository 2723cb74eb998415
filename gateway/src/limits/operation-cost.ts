import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Limits, within } from './limits.js';
import { pageSizeOf, type Variables } from './page-size.js';

export interface OperationCost {
  readonly cost: number;
  readonly depth: number;
  /** Root fields as they are asked for, fragments written out. */
  readonly roots: readonly FieldNode[];
}

export interface Costed {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** Names of variables are a caller's, and may be those of members that every object has. */
const isGiven = (sent: Variables, name: string): boolean => Object.hasOwn(sent, name) && sent[name] !== undefined;

/** Variables as they will be: what was sent, else the operation's default. */
const withDefaults = (operation: OperationDefinitionNode, sent: Variables): Variables => {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue && !isGiven(sent, variable.name.value)
      ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const]
      : [],
  );
  return { ...sent, ...Object.fromEntries(defaults) };
};

type Expand = (set: SelectionSetNode | undefined) => Iterable<FieldNode>;

const createExpand = (document: DocumentNode, limits: Limits): Expand => {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  let selections = 0;
  return function* expand(set): Generator<FieldNode> {
    for (const selection of set?.selections ?? []) {
      within(limits, 'recursiveSelections', ++selections);
      if (selection.kind === Kind.FIELD) yield selection;
      else
        yield* expand(
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)?.selectionSet : selection.selectionSet,
        );
    }
  };
};

/**
 * A field costs one, times every page size on its way down from the root, its own included. Fragments are written out,
 * conditions (`@skip`, `@include`) are not believed. Throws BAD_USER_INPUT naming the limit that is passed.
 */
export const operationCost = ({ schema, document, operation, variables: sent }: Costed, limits: Limits): OperationCost => {
  const variables = withDefaults(operation, sent);
  const expand = createExpand(document, limits);
  const root = schema.getRootType(operation.operation) ?? undefined;
  let cost = 0;
  let deepest = 0;
  const roots: FieldNode[] = [];

  const fieldOf = (type: GraphQLNamedType | undefined, name: string) =>
    isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

  const walk = (
    set: SelectionSetNode | undefined,
    inherited: readonly (GraphQLNamedType | undefined)[],
    depth: number,
    rows: number,
  ): void => {
    within(limits, 'depth', depth);
    deepest = Math.max(deepest, depth);
    for (const node of expand(set)) {
      if (depth === 1) within(limits, 'rootFields', roots.push(node));
      if (node.name.value.startsWith('__')) {
        cost += rows;
      } else {
        const fields = inherited.map((type) => fieldOf(type, node.name.value)).filter((field) => field !== undefined);
        const page = Math.max(1, ...fields.map((field) => pageSizeOf(field, node, variables, limits)));
        within(limits, 'pageSize', page);
        cost += rows * page;
        if (node.selectionSet)
          walk(node.selectionSet, possible(fields.map((field) => getNamedType(field.type))), depth + 1, rows * page);
      }
      within(limits, 'cost', cost);
    }
  };

  /** Under a fragment the type may be any of the possible ones; the dearest of their fields counts. */
  const possible = (types: readonly GraphQLNamedType[]): readonly GraphQLNamedType[] =>
    types.flatMap((type): readonly GraphQLNamedType[] =>
      isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type],
    );

  walk(operation.selectionSet, [root], 1, 1);
  return { cost, depth: deepest, roots };
};
