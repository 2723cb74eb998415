import type { GraphQLDataSource } from '@apollo/gateway';
import { anonymousClaims, type Claims, type ContextSigner, type TokenVerifier } from '@daqidi/identity';
import { type Logger, type Metrics, newId, type Randomness } from '@daqidi/runtime';
import { createHttpServer } from '@daqidi/subgraph';
import type { GraphQLFormattedError } from 'graphql';
import { createAnswerGraphql } from './answer-graphql.js';
import { createApollo } from './apollo.js';
import type { GatewayContext } from './context.js';

import type { Language } from './language.js';
import { defaultLimits, type Limits } from './limits.js';
import { createRoutes } from './routes.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  dataSourceFor(name: string): GraphQLDataSource;
  readonly verifyToken: TokenVerifier;
  readonly signContext: ContextSigner;
  /** Overrides of `defaultLimits`. */
  readonly limits?: Partial<Limits>;
  readonly randomness: Randomness;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Which parts can serve right now, by name. */
  readiness(): Promise<Readonly<Record<string, boolean>>>;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Published under /.well-known/jwks.json, where there is a development issuer. */
  readonly jwks?: object;
  /** Milliseconds for requests in flight at a stop. Default 10,000. */
  readonly drain?: number;
}

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Anonymous when absent. */
  readonly claims?: Claims;
  readonly language?: Language;
  readonly correlationId?: string;
}

export interface OperationResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface Gateway {
  /** Loads the supergraph and listens. */
  start(): Promise<{ readonly url: string }>;
  /** Finishes what is in flight; readiness fails at once. */
  stop(): Promise<void>;
  /** The same pipeline without HTTP: limits, planning, subgraphs, errors. Only between `start` and `stop`. */
  executeOperation(operation: Operation): Promise<OperationResult>;
}

export const createGateway = (options: GatewayOptions): Gateway => {
  const { signContext, verifyToken, randomness, log, metrics } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const apollo = createApollo({
    supergraphSdl: options.supergraphSdl,
    dataSourceFor: options.dataSourceFor,
    limits,
    log,
    metrics,
  });
  let started = false;
  const server = createHttpServer({
    host: options.host,
    port: options.port,
    drain: options.drain ?? 10_000,
    handle: createRoutes({
      graphql: createAnswerGraphql({ apollo, verifyToken, signContext, bodyBytes: limits.bodyBytes }),
      readiness: async () => ({ gateway: started && !server.stopping, ...(await options.readiness()) }),
      jwks: options.jwks,
      metrics,
      log,
      randomness,
    }),
  });
  const stopAll = async (): Promise<void> => {
    await server.stop();
    if (started) await apollo.stop();
  };
  let stopping: Promise<void> | null = null;

  return {
    start: async () => {
      await apollo.start();
      started = true;
      const { url } = await server.start();
      return { url };
    },
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
    executeOperation: async ({ query, variables, operationName, claims = anonymousClaims, language = 'en', correlationId }) => {
      const contextValue: GatewayContext = {
        claims,
        signed: await signContext.sign(claims),
        correlationId: correlationId ?? newId(randomness),
        traceparent: undefined,
        language,
        progress: { localised: false },
      };
      const { body } = await apollo.executeOperation(
        { query, ...(variables && { variables }), ...(operationName !== undefined && { operationName }) },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('incremental delivery is not served');
      const { data, errors } = body.singleResult;
      return { ...(data !== undefined && { data }), ...(errors && { errors }) };
    },
  };
};
