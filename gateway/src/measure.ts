import { DaqidiError } from '@daqidi/runtime';
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

export interface Measured {
  readonly cost: number;
  readonly depth: number;
  readonly rootFields: number;
}

export interface Measurable {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

const introspectionLists = new Set([
  'types',
  'fields',
  'args',
  'inputFields',
  'interfaces',
  'possibleTypes',
  'enumValues',
  'directives',
]);

/** Variables as they will be: what was sent, else the operation's default. */
const withDefaults = (operation: OperationDefinitionNode, sent: Variables): Variables => {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue && sent[variable.name.value] === undefined
      ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const]
      : [],
  );
  return { ...sent, ...Object.fromEntries(defaults) };
};

/** Lists within lists are what makes an introspection large; its depth is of another kind than that of data. */
const checkIntrospection = (root: FieldNode, expand: Expand, limits: Limits): void => {
  if (root.name.value === '__typename') return;
  if (!limits.introspection) {
    throw new DaqidiError('BAD_USER_INPUT', {
      field: 'query',
      text: { en: 'Introspection is switched off.', zh: '已关闭内省查询。' },
    });
  }
  const walk = (set: SelectionSetNode | undefined, depth: number, lists: number): void => {
    within(limits, 'introspectionDepth', depth);
    for (const node of expand(set)) {
      const nested = lists + (introspectionLists.has(node.name.value) ? 1 : 0);
      within(limits, 'introspectionLists', nested);
      walk(node.selectionSet, depth + 1, nested);
    }
  };
  walk(root.selectionSet, 1, 0);
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
export const measure = ({ schema, document, operation, variables: sent }: Measurable, limits: Limits): Measured => {
  const variables = withDefaults(operation, sent);
  const expand = createExpand(document, limits);
  const root = schema.getRootType(operation.operation) ?? undefined;
  let cost = 0;
  let deepest = 0;
  let rootFields = 0;

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
      if (depth === 1) within(limits, 'rootFields', ++rootFields);
      if (node.name.value.startsWith('__')) {
        checkIntrospection(node, expand, limits);
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
  return { cost, depth: deepest, rootFields };
};
