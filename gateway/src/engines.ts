import type { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import { checkReachable, createEngine, type Engine, type EngineOptions } from './engine.js';

/** The engine in service, as Apollo's server wants a gateway to look. */
export interface Engines extends Pick<ApolloGateway, 'load' | 'stop' | 'onSchemaLoadOrUpdate'> {
  /** Puts another supergraph into service. Rejects, and leaves the one in service where it is, when that one will not do. */
  reload(supergraphSdl: string): Promise<void>;
}

type Listener = Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0];

/** Each operation is executed by the engine whose schema it was validated against, so that a reload fails nothing under way. */
export const createEngines = (options: EngineOptions): Engines => {
  const engineOf = new WeakMap<GraphQLSchema, Engine>();
  const listeners = new Set<Listener>();
  let reloading: Promise<void> = Promise.resolve();

  const putIntoService = (engine: Engine): void => {
    engineOf.set(engine.schema, engine);
    for (const listener of listeners) listener({ apiSchema: engine.schema, coreSupergraphSdl: engine.supergraphSdl });
  };
  const replace = async (supergraphSdl: string): Promise<void> => {
    const engine = await createEngine({ ...options, supergraphSdl });
    await checkReachable(engine);
    putIntoService(engine);
  };

  return {
    load: async () => {
      const engine = await createEngine(options);
      putIntoService(engine);
      return {
        schema: engine.schema,
        executor: (request) => {
          const planned = engineOf.get(request.schema);
          if (!planned) throw new Error('the operation was validated against an unknown schema');
          return planned.executor(request);
        },
      };
    },
    stop: () => Promise.resolve(),
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reload: (supergraphSdl) => {
      const done = reloading.then(() => replace(supergraphSdl));
      reloading = done.catch(() => undefined);
      return done;
    },
  };
};
