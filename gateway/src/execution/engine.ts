import { ApolloGateway, type executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { type Logger, unavailable } from '@daqidi/runtime';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../request-context.js';
import { createPreparedOperations, type PreparedOperations } from './prepared-operations.js';

export type QueryPlan = Parameters<typeof executeQueryPlan>[0];

export interface EngineOptions {
  readonly supergraphSdl: string;
  dataSourceFor(name: string): GraphQLDataSource;
  readonly log: Logger;
}

/** One operation and the fragments it needs; `key` names it in this engine. */
export interface Planned {
  readonly key: string;
  readonly document: DocumentNode;
}

/** One supergraph, planned and executed. What began on an engine ends on it, whatever is loaded meanwhile. */
export interface Engine {
  /** What callers may ask. */
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly operations: PreparedOperations;
  /** Whether our own execution knows everything that this supergraph can ask for; Apollo's knows more. */
  readonly isPlain: boolean;
  readonly sources: ReadonlyMap<string, GraphQLDataSource>;
  /** Apollo's plan. Asks no subgraph. */
  plan(planned: Planned, variables: Readonly<Record<string, unknown>>): Promise<QueryPlan>;
  /** Apollo's own execution, which knows every kind of plan and takes its time. */
  execute(
    planned: Planned,
    plan: QueryPlan,
    variables: Readonly<Record<string, unknown>>,
    context: GatewayContext,
  ): Promise<Pick<ExecutionResult, 'data' | 'errors'>>;
}

/** What the libraries call news is detail to an operator. */
export const apolloLogger = (log: Logger) => ({
  debug: (message?: unknown) => log.debug(String(message)),
  info: (message?: unknown) => log.debug(String(message)),
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => log.error(String(message)),
});

/** In place of a request's context: the plan is wanted, its fetches are not. */
const planningOnly = { planningOnly: true };

/**
 * The planner has no door of its own: Apollo looks for a plan here, and leaves a new one here, on the way to the execution. For the
 * time of one call: plans are kept by `PreparedOperations`.
 */
const createPlanHatch = () => {
  const plans = new Map<string, QueryPlan>();
  return {
    cache: {
      get: async (key: string) => plans.get(key),
      set: async (key: string, plan: QueryPlan) => void plans.set(key, plan),
      delete: async () => false,
      clear: () => undefined,
    },
    lay: (key: string, plan: QueryPlan): void => void plans.set(key, plan),
    take: (key: string): QueryPlan | undefined => {
      const plan = plans.get(key);
      plans.delete(key);
      return plan;
    },
  };
};

/** An interface that a subgraph answers for without knowing its types: a plan over it needs more than a plain reading. */
const hasInterfaceObject = (supergraphSdl: string): boolean => /\bisInterfaceObject:\s*true\b/.test(supergraphSdl);

/** Rejects, saying why, when the supergraph is not a valid one or names a subgraph that there is no source for. */
export const createEngine = async ({ supergraphSdl, dataSourceFor, log }: EngineOptions): Promise<Engine> => {
  const sources = new Map<string, GraphQLDataSource>();
  const hatch = createPlanHatch();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const source = dataSourceFor(name);
      sources.set(name, source);
      return { process: async (options) => (options.context === planningOnly ? { data: null } : source.process(options)) };
    },
    queryPlannerConfig: { cache: hatch.cache },
    validateSupergraph: true,
    logger: apolloLogger(log),
  });
  const { schema, executor } = await gateway.load();

  let calls = 0;
  /** Each call has a key of its own in the hatch: one that runs beside it must not take what is not its own. */
  const callKey = ({ key }: Planned): string => `${key} ${calls++}`;

  const run = (key: string, { document }: Planned, variables: Readonly<Record<string, unknown>>, context: object) =>
    executor({ request: { variables }, document, queryHash: key, context, metrics: {}, logger: apolloLogger(log) } as never);

  return {
    schema,
    supergraphSdl,
    operations: createPreparedOperations(),
    isPlain: !hasInterfaceObject(supergraphSdl),
    sources,
    plan: async (planned, variables) => {
      const key = callKey(planned);
      await run(key, planned, variables, planningOnly);
      const plan = hatch.take(key);
      if (!plan) throw new Error('the operation was not planned');
      return plan;
    },
    execute: async (planned, plan, variables, context) => {
      const key = callKey(planned);
      hatch.lay(key, plan);
      try {
        return await run(key, planned, variables, context);
      } finally {
        hatch.take(key);
      }
    },
  };
};

interface Checked {
  health(): Promise<{ readonly ready: boolean }>;
}

const canBeAsked = (source: object): source is Checked => 'health' in source && typeof source.health === 'function';

/** Rejects, naming them, when subgraphs of this supergraph are not ready; those in this process are not asked. */
export const checkReachable = async ({ sources }: Engine): Promise<void> => {
  const answers = await Promise.all(
    [...sources].map(async ([name, source]) => ({ name, reached: !canBeAsked(source) || (await source.health()).ready })),
  );
  const away = answers.filter(({ reached }) => !reached).map(({ name }) => name);
  if (away.length > 0) throw unavailable(new Error(`not ready: ${away.join(', ')}`));
};
