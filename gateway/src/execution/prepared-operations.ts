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
  /** As they are written. */
  readonly fields: number;
  /** By the values of the conditions. */
  readonly shapes: Map<string, (data: Tree) => Tree | null>;
  plan: Promise<QueryPlan> | undefined;
  planBytes: number;
  /** Its root fields, fragments written out, once they have been counted. */
  roots: readonly FieldNode[] | undefined;
}

/** Whether it asks for the schema: it walks all of it, and waits for nobody. */
export const isIntrospection = ({ roots = [] }: Pick<PreparedOperation, 'roots'>): boolean =>
  roots.some(({ name }) => name.value === '__schema' || name.value === '__type');

export interface Asked {
  /** Of the text, as Apollo Server computes it: SHA-256, hexadecimal. */
  readonly queryHash: string;
  /** As it was asked for: a document of one operation needs none. */
  readonly operationName: string | undefined;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface PreparedOperations {
  /** The one that is kept, else a new one that is not kept yet. */
  of(asked: Asked): PreparedOperation;
  /** Keeps it, at what it takes up by now. */
  keep(operation: PreparedOperation): void;
  /** The one whose plan is at hand; undefined where there is none. */
  planned(queryHash: string, operationName: string | undefined): PreparedOperation | undefined;
  /** The operation's plan, made by `make` where it is not at hand. */
  planOf(operation: PreparedOperation, make: () => Promise<QueryPlan>): Promise<QueryPlan>;
}

/** Bytes that the operations of one supergraph are reckoned at, at most. */
const allBytes = 24 * 1_048_576;

/** What a field, as it is written, is reckoned at in a document and again in each way of reading answers. */
const fieldBytes = 1_024;

const inspect = (document: DocumentNode): Pick<PreparedOperation, 'conditionNames' | 'isUnusual' | 'fields'> => {
  const conditionNames = new Set<string>();
  let isUnusual = false;
  let fields = 0;
  visit(document, {
    Field: ({ name, alias }) => {
      fields++;
      isUnusual ||= name.value === '__schema' || name.value === '__type' || (alias ?? name).value in {};
    },
    Directive: ({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE)
        conditionNames.add(value.name.value);
    },
  });
  return { conditionNames: [...conditionNames], isUnusual, fields };
};

const keyOf = (queryHash: string, operationName: string | undefined): string => `${queryHash} ${operationName ?? ''}`;

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
    planBytes: 0,
    roots: undefined,
  };
};

const sizeOf = ({ fields, shapes, planBytes }: PreparedOperation): number =>
  (fields + 8) * fieldBytes * (1 + shapes.size) + planBytes;

/** The operations of one supergraph, by text and name. Bounded by what they take up: a short text can have a long plan. */
export const createPreparedOperations = (bytes: number = allBytes): PreparedOperations => {
  const kept = new LRUCache<string, { readonly operation: PreparedOperation }>({
    maxSize: bytes,
    sizeCalculation: ({ operation }) => sizeOf(operation),
  });
  const keep = (operation: PreparedOperation): void => {
    kept.set(operation.planned.key, { operation });
  };
  return {
    of: (asked) => {
      const key = keyOf(asked.queryHash, asked.operationName);
      return kept.get(key)?.operation ?? prepare(asked, key);
    },
    keep,
    planned: (queryHash, operationName) => {
      const operation = kept.get(keyOf(queryHash, operationName))?.operation;
      return operation?.plan === undefined ? undefined : operation;
    },
    planOf: (operation, make) => {
      operation.plan ??= make().then(
        (plan) => {
          // Twice its length as JSON is about what a plan takes.
          operation.planBytes = 2 * JSON.stringify(plan.node ?? null).length;
          keep(operation);
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
