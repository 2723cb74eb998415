import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Engine } from '../execution/engine.js';
import type { Engines } from '../execution/engines.js';
import { executeOperation } from '../execution/execute-operation.js';
import { isIntrospection } from '../execution/prepared-operations.js';
import type { GatewayContext } from '../request-context.js';
import { refusal } from './failures.js';

export type GatewayInterface = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

export interface OurGateway {
  readonly gateway: GatewayInterface;
  /** The engine whose schema this is: an operation ends on the one that it began on, whatever is loaded meanwhile. */
  engineOf(schema: object): Engine;
}

/** Apollo Server's door to the engine in service. */
export const createGatewayInterface = (engines: Engines): OurGateway => {
  const bySchema = new WeakMap<object, Engine>();
  const engineOf = (schema: object): Engine => {
    const engine = bySchema.get(schema);
    if (!engine) throw new Error('the schema belongs to no engine');
    return engine;
  };

  const execute: GatewayExecutor = async ({ schema, queryHash, document, operation, request, context }) => {
    const engine = engineOf(schema);
    const own = context as GatewayContext;
    const { operationName, variables = {} } = request;
    const prepared = engine.operations.of({ queryHash, operationName, document, operation });
    try {
      return await executeOperation(engine, prepared, variables, own, () => {
        if (!isIntrospection(prepared)) own.passage.planned();
      });
    } catch (error) {
      throw refusal(error);
    }
  };

  return {
    engineOf,
    gateway: {
      onSchemaLoadOrUpdate: (callback) => {
        engines.onChange((engine) => {
          bySchema.set(engine.schema, engine);
          callback({ apiSchema: engine.schema, coreSupergraphSdl: engine.supergraphSdl });
        });
        return () => undefined;
      },
      load: async () => {
        await engines.load();
        return { executor: execute };
      },
      stop: async () => undefined,
    },
  };
};
