import { DaqidiError, type Logger, type Metrics } from '@daqidi/runtime';
import { GraphQLError, type GraphQLFormattedError, getVariableValues } from 'graphql';
import type { GatewayContext } from './context.js';
import type { Engine } from './engine.js';
import { formatFailure, formatPlain, isOurFault, localise } from './failures.js';
import type { Limits } from './limits.js';
import { measure } from './measure.js';
import type { Tree } from './merge.js';
import { createOperations, type Operation, type Operations } from './operations.js';
import { isPlainPlan } from './plan.js';
import { type Failed, runPlan } from './run-plan.js';
import { createShape } from './shape-answer.js';
import { variablesKey } from './variables-key.js';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Nothing but queries, as for GET. */
  readonly readOnly?: boolean;
}

export interface Answered {
  /** What it comes to over HTTP. */
  readonly status: number;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly data?: Tree | null;
}

export interface PipelineOptions {
  /** What is in service now. */
  engine(): Engine;
  readonly limits: Limits;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export type Pipeline = (asked: Asked, context: GatewayContext) => Promise<Answered>;

interface Executed {
  readonly data?: Tree | null | undefined;
  readonly failed: readonly Failed[];
}

class Refused extends Error {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];

  constructor(status: number, errors: readonly GraphQLFormattedError[]) {
    super('refused');
    this.status = status;
    this.errors = errors;
  }
}

const callersFault = (error: GraphQLError): GraphQLFormattedError =>
  formatFailure({ message: error.message, extensions: { code: 'BAD_REQUEST' } }, error);

const onlyQueries = (operation: string): Refused =>
  new Refused(405, [
    formatFailure({ message: `GET is for queries, not for a ${operation}.`, extensions: { code: 'BAD_REQUEST' } }, undefined),
  ]);

/** How many sets of variables are remembered for an operation. */
const rememberedSets = 100;

const conditionsOf = ({ conditionNames }: Operation, coerced: Readonly<Record<string, unknown>>): ReadonlyMap<string, boolean> =>
  new Map(conditionNames.map((name) => [name, coerced[name] === true]));

const failedOf = (error: Error): Failed =>
  error instanceof GraphQLError
    ? { message: error.message, path: error.path, extensions: error.extensions, cause: error.originalError ?? error }
    : { message: error.message, cause: error };

/**
 * One operation, from its text to its answer: shape, validation, limits with the variables at hand, plan, subgraphs. Whatever
 * refuses it comes before anything is executed; whatever fails is answered in the one form. Never rejects.
 */
export const createPipeline = ({ engine: inService, limits, log, metrics }: PipelineOptions): Pipeline => {
  const operationsOf = new WeakMap<Engine, Operations>();
  const errorCount = metrics.counter({
    name: 'daqidi_gateway_errors_total',
    help: 'Errors answered, by code.',
    labels: ['code'],
  });

  const find = (engine: Engine, { query, operationName }: Asked): Operation => {
    const operations = operationsOf.get(engine) ?? createOperations(engine.schema, limits);
    operationsOf.set(engine, operations);
    const found = operations.find(query, operationName);
    if ('errors' in found) throw new Refused(400, found.errors.map(callersFault));
    return found;
  };

  const checkMeasure = (engine: Engine, operation: Operation, variables: Readonly<Record<string, unknown>>): void => {
    const key = variablesKey(variables);
    if (key !== undefined && operation.measured.has(key)) return;
    const { node, document, measured } = operation;
    measure({ schema: engine.schema, document, operation: node, variables }, limits);
    if (key !== undefined && measured.size < rememberedSets) measured.add(key);
  };

  const planOf = (engine: Engine, operation: Operation, variables: Readonly<Record<string, unknown>>) => {
    operation.plan ??= engine.plan(operation.planned, variables).catch((error: unknown) => {
      operation.plan = undefined;
      throw error;
    });
    return operation.plan;
  };

  const shapeOf = ({ schema }: Engine, operation: Operation, conditions: ReadonlyMap<string, boolean>) => {
    const key = [...conditions.values()].map(Number).join('');
    const known = operation.shapes.get(key);
    if (known) return known;
    const shape = createShape({ schema, operation: operation.node, fragments: operation.fragments, conditions });
    if (operation.shapes.size < rememberedSets) operation.shapes.set(key, shape);
    return shape;
  };

  const execute = async (asked: Asked, context: GatewayContext): Promise<Executed> => {
    const engine = inService();
    const operation = find(engine, asked);
    const { node } = operation;
    if (asked.readOnly && node.operation !== 'query') throw onlyQueries(node.operation);
    const variables = asked.variables ?? {};
    checkMeasure(engine, operation, variables);
    const fitted = getVariableValues(engine.schema, node.variableDefinitions ?? [], variables, { maxErrors: 50 });
    if (fitted.errors) throw new Refused(400, fitted.errors.map(callersFault));
    const plan = await planOf(engine, operation, variables);
    if (operation.isUnusual || !isPlainPlan(plan.node)) {
      const { data, errors } = await engine.execute(operation.planned, variables, context);
      return { data: data as Tree | null | undefined, failed: (errors ?? []).map(failedOf) };
    }
    const conditions = conditionsOf(operation, fitted.coerced);
    const failed: Failed[] = [];
    const { schema, sources } = engine;
    const found = await runPlan(plan, { schema, sources, variables, conditions, context, failed });
    return { data: shapeOf(engine, operation, conditions)(found), failed };
  };

  const report = ({ message, path, extensions, cause }: Failed, { correlationId }: GatewayContext): GraphQLFormattedError => {
    const plain = { message, ...(path && { path }), extensions: { code: 'INTERNAL', ...extensions } };
    const formatted = formatFailure(plain, cause);
    // What a subgraph masked it has logged itself.
    if (extensions?.messages === undefined && isOurFault(formatted))
      log.error({ err: cause ?? new Error(message), correlationId, path }, 'request failed');
    return formatted;
  };

  const answer = async (asked: Asked, context: GatewayContext): Promise<Answered> => {
    try {
      const { data, failed } = await execute(asked, context);
      const errors = failed.map((each) => report(each, context));
      return { status: 200, ...(errors.length > 0 && { errors }), ...(data !== undefined && { data }) };
    } catch (error) {
      if (error instanceof Refused) return { status: error.status, errors: error.errors };
      if (error instanceof GraphQLError) return { status: 400, errors: [callersFault(error)] };
      if (error instanceof DaqidiError && error.code === 'BAD_USER_INPUT') return { status: 400, errors: [formatPlain(error)] };
      log.error({ err: error, correlationId: context.correlationId }, 'request failed');
      return { status: 500, errors: [formatPlain(error)] };
    }
  };

  return async (asked, context) => {
    const { errors, ...rest } = await answer(asked, context);
    if (!errors) return rest;
    for (const error of errors) errorCount.inc({ code: String(error.extensions?.code) });
    return { ...rest, errors: errors.map((error) => localise(error, context.language, context.correlationId)) };
  };
};
