import { createBoundedCache } from '@daqidi/identity';
import { badInput } from '@daqidi/runtime';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  MaxIntrospectionDepthRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import type { Planned, QueryPlan } from './engine.js';
import type { Limits } from './limits.js';
import type { Tree } from './merge.js';
import { checkShape } from './shape.js';

/** An operation of a document that holds in this schema, with what is known of it by now. */
export interface Operation {
  readonly node: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly planned: Planned;
  /** Variables that `@skip` and `@include` name. */
  readonly conditionNames: readonly string[];
  /** Whether it asks for introspection, or by names that mean something to JavaScript itself. */
  readonly isUnusual: boolean;
  /** Sets of variables that were measured and found within the limits. */
  readonly measured: Set<string>;
  /** By the values of the conditions. */
  readonly shapes: Map<string, (data: Tree) => Tree | null>;
  plan: Promise<QueryPlan> | undefined;
}

export interface Operations {
  /** Throws GraphQLError for what cannot be read, DaqidiError for what goes beyond the limits or names no operation. */
  find(query: string, operationName: string | undefined): Operation | { readonly errors: readonly GraphQLError[] };
}

interface Kept {
  readonly document: DocumentNode;
  readonly byName: Map<string | undefined, Operation>;
}

/** Our own limit on introspection says its number; GraphQL's does not. */
const validationRules = specifiedRules.filter((rule) => rule !== MaxIntrospectionDepthRule);

/** Characters. Longer texts are read each time: what is kept must stay small however it is padded. */
const keptLength = 20_000;

const inspect = (document: DocumentNode): Pick<Operation, 'conditionNames' | 'isUnusual'> => {
  const conditionNames = new Set<string>();
  let isUnusual = false;
  visit(document, {
    Field: ({ name, alias }) => {
      isUnusual ||= name.value === '__schema' || name.value === '__type' || (alias ?? name).value in {};
    },
    Directive: ({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE)
        conditionNames.add(value.name.value);
    },
  });
  return { conditionNames: [...conditionNames], isUnusual };
};

/** Documents read, checked and remembered: shape first, then validation, which would be dear without it. */
export const createOperations = (schema: GraphQLSchema, limits: Limits, limit = 500): Operations => {
  const good = createBoundedCache<Kept>(limit, { now: () => 0 });
  let number = 0;

  const read = (query: string): Kept | readonly GraphQLError[] => {
    const document = parse(query, { maxTokens: limits.tokens });
    checkShape(document, limits);
    const errors = validate(schema, document, validationRules);
    return errors.length > 0 ? errors : { document, byName: new Map() };
  };

  const take = ({ document, byName }: Kept, operationName: string | undefined): Operation => {
    const node = getOperationAST(document, operationName);
    if (!node) throw badInput('operationName', 'Name one operation of the document.', '请指明文档中的一个操作。');
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    const alone: DocumentNode = { kind: Kind.DOCUMENT, definitions: [node, ...fragments] };
    const operation: Operation = {
      node,
      document: alone,
      fragments: new Map(fragments.map((each) => [each.name.value, each])),
      planned: { key: String(number++), document: alone },
      ...inspect(alone),
      measured: new Set(),
      shapes: new Map(),
      plan: undefined,
    };
    byName.set(operationName, operation);
    return operation;
  };

  return {
    find: (query, operationName) => {
      const kept = good.get(query) ?? read(query);
      if (!('document' in kept)) return { errors: kept };
      const operation = kept.byName.get(operationName) ?? take(kept, operationName);
      if (query.length <= keptLength) good.set(query, kept);
      return operation;
    },
  };
};
