import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { type Logger, unavailable } from '@daqidi/runtime';
import type { GraphQLSchema } from 'graphql';

export interface EngineOptions {
  readonly supergraphSdl: string;
  dataSourceFor(name: string): GraphQLDataSource;
  readonly log: Logger;
}

type Executor = ApolloGateway['executor'];

/** One supergraph, planned and executed. What began on an engine ends on it, whatever is loaded meanwhile. */
export interface Engine {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly sources: ReadonlyMap<string, GraphQLDataSource>;
}

/** What the libraries call news is detail to an operator. */
export const bridge = (log: Logger) => ({
  debug: (message?: unknown) => log.debug(String(message)),
  info: (message?: unknown) => log.debug(String(message)),
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => log.error(String(message)),
});

/** Rejects, saying why, when the supergraph is not a valid one or names a subgraph that there is no source for. */
export const createEngine = async ({ supergraphSdl, dataSourceFor, log }: EngineOptions): Promise<Engine> => {
  const sources = new Map<string, GraphQLDataSource>();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const source = dataSourceFor(name);
      sources.set(name, source);
      return source;
    },
    validateSupergraph: true,
    logger: bridge(log),
  });
  const { schema, executor } = await gateway.load();
  return { supergraphSdl, schema, executor, sources };
};

interface Checked {
  health(): Promise<boolean>;
}

const canBeAsked = (source: object): source is Checked => 'health' in source && typeof source.health === 'function';

/** Rejects, naming them, when subgraphs of this supergraph do not answer; those in this process always do. */
export const checkReachable = async ({ sources }: Engine): Promise<void> => {
  const answers = await Promise.all(
    [...sources].map(async ([name, source]) => ({ name, reached: !canBeAsked(source) || (await source.health()) })),
  );
  const away = answers.filter(({ reached }) => !reached).map(({ name }) => name);
  if (away.length > 0) throw unavailable(new Error(`not ready: ${away.join(', ')}`));
};
