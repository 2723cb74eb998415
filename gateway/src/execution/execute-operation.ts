import { GraphQLError, getVariableValues } from 'graphql';
import type { GatewayContext } from '../request-context.js';
import type { Engine } from './engine.js';
import type { Tree } from './merge.js';
import { isPlainPlan } from './plan.js';
import type { PreparedOperation } from './prepared-operations.js';
import { type Failed, runPlan } from './run-plan.js';
import { createShape } from './shape-answer.js';

export interface Executed {
  readonly data?: Tree | null | undefined;
  readonly errors?: readonly GraphQLError[];
}

/** How many ways of reading one operation (by its conditions) are remembered. */
const rememberedShapes = 4;

const conditionsOf = (
  { conditionNames }: PreparedOperation,
  coerced: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, boolean> => new Map(conditionNames.map((name) => [name, coerced[name] === true]));

const shapeOf = ({ schema, operations }: Engine, operation: PreparedOperation, conditions: ReadonlyMap<string, boolean>) => {
  const key = [...conditions.values()].map(Number).join('');
  const known = operation.shapes.get(key);
  if (known) return known;
  const shape = createShape({ schema, operation: operation.node, fragments: operation.fragments, conditions });
  if (operation.shapes.size < rememberedShapes) {
    operation.shapes.set(key, shape);
    operations.keep(operation);
  }
  return shape;
};

const errorOf = ({ message, path, extensions, cause }: Failed): GraphQLError =>
  new GraphQLError(message, {
    ...(path && { path }),
    ...(extensions && { extensions }),
    originalError: cause instanceof Error ? cause : null,
  });

/**
 * A valid operation within its limits, from plan to answer: Apollo's plan run by our own execution where that knows everything in it,
 * and by Apollo's otherwise. `planned` is called once the plan is at hand: what follows waits for subgraphs.
 */
export const executeOperation = async (
  engine: Engine,
  operation: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
  context: GatewayContext,
  planned: () => void,
): Promise<Executed> => {
  const { schema, sources, operations } = engine;
  const fitted = getVariableValues(schema, operation.node.variableDefinitions ?? [], variables, { maxErrors: 50 });
  if (fitted.errors) return { errors: fitted.errors };
  const plan = await operations.planOf(operation, () => engine.plan(operation.planned, variables));
  planned();
  if (!engine.isPlain || operation.isUnusual || !isPlainPlan(plan.node)) {
    const { data, errors } = await engine.execute(operation.planned, plan, variables, context);
    return { data: data as Tree | null | undefined, ...(errors && { errors }) };
  }
  const conditions = conditionsOf(operation, fitted.coerced);
  const failed: Failed[] = [];
  const found = await runPlan(plan, { schema, sources, variables, conditions, context, failed });
  const data = shapeOf(engine, operation, conditions)(found);
  return { data, ...(failed.length > 0 && { errors: failed.map(errorOf) }) };
};
