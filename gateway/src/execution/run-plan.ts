import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../request-context.js';
import { type Cursor, type ErrorPath, moveInto, placesOf, rootCursor } from './cursor.js';
import type { QueryPlan } from './engine.js';
import { copyOf, mergeInto, type Tree } from './merge.js';
import type { FetchNode, PlanNode } from './plan.js';
import { gather } from './representations.js';

export interface Failed {
  readonly message: string;
  readonly path?: ErrorPath | undefined;
  readonly extensions?: GraphQLFormattedError['extensions'] | undefined;
  /** What was thrown, where something was. */
  readonly cause?: unknown;
}

export interface PlanRun {
  readonly schema: GraphQLSchema;
  readonly sources: ReadonlyMap<string, GraphQLDataSource>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The values of variables that the plan's conditions name. */
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly context: GatewayContext;
  readonly failed: Failed[];
}

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

const variablesOf = ({ variableUsages }: FetchNode, sent: PlanRun['variables']): Tree => {
  const variables: Tree = {};
  for (const name of variableUsages ?? []) {
    if (Object.hasOwn(sent, name) && sent[name] !== undefined) variables[name] = sent[name];
  }
  return variables;
};

const send = async (fetch: FetchNode, variables: Tree, run: PlanRun): Promise<Answer> => {
  const source = run.sources.get(fetch.serviceName);
  if (!source) throw new Error(`there is no source for the subgraph ${fetch.serviceName}`);
  const request = { query: fetch.operation, variables, operationName: fetch.operationName };
  return source.process({ request, context: run.context } as unknown as Parameters<GraphQLDataSource['process']>[0]);
};

const note = (
  errors: Answer['errors'],
  run: PlanRun,
  pathsOf: (path: ErrorPath | undefined) => readonly (ErrorPath | undefined)[],
) => {
  for (const { message, path, extensions } of errors ?? []) {
    for (const place of pathsOf(path))
      run.failed.push({ message, path: place, extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions } });
  }
};

const fetchRoot = async (fetch: FetchNode, cursor: Cursor, run: PlanRun): Promise<void> => {
  const { data, errors } = await send(fetch, variablesOf(fetch, run.variables), run);
  note(errors, run, (path) => [path && [...cursor.path, ...path]]);
  if (data) for (const entity of cursor.entities) mergeInto(entity, data);
};

const fetchEntities = async (fetch: FetchNode, cursor: Cursor, run: PlanRun): Promise<void> => {
  const { representations, standsFor } = gather(run.schema, cursor.entities, fetch.requires ?? []);
  if (representations.length === 0) return;
  const { data, errors } = await send(fetch, { ...variablesOf(fetch, run.variables), representations }, run);
  if (errors) {
    const places = placesOf(cursor);
    note(errors, run, (path) => {
      const [, at, ...rest] = path ?? [];
      if (typeof at !== 'number') return [path && [...cursor.path, ...path]];
      return (standsFor[at] ?? []).map((entity) => [...(places[entity] ?? []), ...rest]);
    });
  }
  if (!data) return;
  const found = data._entities as readonly (Tree | null)[] | undefined;
  if (!Array.isArray(found) || found.length !== representations.length)
    throw new Error(`the subgraph ${fetch.serviceName} did not answer as many entities as it was asked for`);
  found.forEach((received: Tree | null, at) => {
    if (!received) return;
    // The first gets what came, the others copies: what is merged into one later is no business of another.
    (standsFor[at] ?? []).forEach((entity, nth) => {
      const target = cursor.entities[entity];
      if (target) mergeInto(target, (nth === 0 && standsFor[at]?.length === 1 ? received : copyOf(received)) as Tree);
    });
  });
};

/** A fetch that fails leaves a hole and a failure; the rest of the plan goes on. */
const runFetch = async (fetch: FetchNode, cursor: Cursor, run: PlanRun): Promise<void> => {
  if (cursor.entities.length === 0) return;
  try {
    await (fetch.requires ? fetchEntities(fetch, cursor, run) : fetchRoot(fetch, cursor, run));
  } catch (cause) {
    run.failed.push({ message: cause instanceof Error ? cause.message : 'a fetch failed', cause });
  }
};

const runNode = async (node: PlanNode | undefined, cursor: Cursor, run: PlanRun): Promise<void> => {
  switch (node?.kind) {
    case 'Fetch':
      return runFetch(node, cursor, run);
    case 'Flatten':
      return runNode(node.node, moveInto(cursor, node.path), run);
    case 'Sequence':
      for (const each of node.nodes) await runNode(each, cursor, run);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((each) => runNode(each, cursor, run)));
      return;
    case 'Condition':
      return runNode(run.conditions.get(node.condition) ? node.ifClause : node.elseClause, cursor, run);
  }
};

/** Runs a plain plan. Answers everything that the subgraphs gave; what went wrong is in `failed`. */
export const runPlan = async ({ node }: QueryPlan, run: PlanRun): Promise<Tree> => {
  const data: Tree = {};
  await runNode(node as PlanNode | undefined, rootCursor(data), run);
  return data;
};
