import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Planned, QueryPlan } from './engine.js';
import type { Tree } from './merge.js';

/** An operation of a valid document, with what is known of it by now. */
export interface PreparedOperation {
  readonly node: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly planned: Planned;
  /** Variables that `@skip` and `@include` name. */
  readonly conditionNames: readonly string[];
  /** Whether it asks for introspection, or by names that mean something to JavaScript itself. */
  readonly isUnusual: boolean;
  /** Sets of variables that were found within the limits. */
  readonly admitted: Set<string>;
  /** By the values of the conditions. */
  readonly shapes: Map<string, (data: Tree) => Tree | null>;
  plan: Promise<QueryPlan> | undefined;
  /** Its root fields, fragments written out, once they have been counted. */
  roots: readonly FieldNode[] | undefined;
}

export interface Asked {
  /** Of the text, as Apollo Server computes it. */
  readonly queryHash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface PreparedOperations {
  of(asked: Asked): PreparedOperation;
  /** The operation's plan, made by `make` where it is not at hand. */
  planOf(operation: PreparedOperation, make: () => Promise<QueryPlan>): Promise<QueryPlan>;
}

/** Bytes of plans, as JSON, that one supergraph keeps; a plan takes about twice as many in memory. */
const planBytes = 16 * 1_048_576;

/** What an operation without its plan is reckoned at: a document of 4,000 tokens takes about this much. */
const operationBytes = 64 * 1_024;

const inspect = (document: DocumentNode): Pick<PreparedOperation, 'conditionNames' | 'isUnusual'> => {
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

const prepare = ({ document, operation: node }: Asked, key: string): PreparedOperation => {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const alone: DocumentNode = { kind: Kind.DOCUMENT, definitions: [node, ...fragments] };
  return {
    node,
    document: alone,
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
    planned: { key, document: alone },
    ...inspect(alone),
    admitted: new Set(),
    shapes: new Map(),
    plan: undefined,
    roots: undefined,
  };
};

/** The operations of one supergraph, by text and name. Bounded in bytes: a short text can have a long plan. */
export const createPreparedOperations = (bytes: number = planBytes): PreparedOperations => {
  const kept = new LRUCache<string, { readonly operation: PreparedOperation; readonly size: number }>({
    maxSize: bytes,
    sizeCalculation: ({ size }) => size,
  });
  return {
    of: (asked) => {
      const key = `${asked.queryHash} ${asked.operation.name?.value ?? ''}`;
      const known = kept.get(key)?.operation;
      if (known) return known;
      const operation = prepare(asked, key);
      kept.set(key, { operation, size: operationBytes });
      return operation;
    },
    planOf: (operation, make) => {
      operation.plan ??= make().then(
        (plan) => {
          kept.set(operation.planned.key, { operation, size: operationBytes + JSON.stringify(plan.node ?? null).length });
          return plan;
        },
        (error: unknown) => {
          operation.plan = undefined;
          throw error;
        },
      );
      return operation.plan;
    },
  };
};
