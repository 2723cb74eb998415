import type { GraphQLDataSource } from '@apollo/gateway';
import { anonymousClaims, type Claims, type ContextSigner, type TokenVerifier } from '@daqidi/identity';
import { type Clock, type Logger, type Metrics, newId, type Randomness, type Readiness, systemClock } from '@daqidi/runtime';
import { createHttpServer, type ServerTls } from '@daqidi/subgraph';
import type { GraphQLFormattedError } from 'graphql';
import { createAdmission } from './admission.js';
import { createAnswerGraphql } from './answer-graphql.js';
import type { GatewayContext } from './context.js';
import { createEngines } from './engines.js';
import type { Language } from './language.js';
import { createLateness } from './lateness.js';
import { defaultLimits, type Limits } from './limits.js';
import { createPipeline } from './pipeline.js';
import { createRoutes } from './routes.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  dataSourceFor(name: string): GraphQLDataSource;
  readonly verifyToken: TokenVerifier;
  readonly signContext: ContextSigner;
  /** Overrides of `defaultLimits`. */
  readonly limits?: Partial<Limits>;
  readonly randomness: Randomness;
  /** For rates. Default the system's. */
  readonly clock?: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Which parts can serve right now, by name, and what is away behind them. */
  readiness(): Promise<Readiness>;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Published under /.well-known/jwks.json, where there is a development issuer. */
  readonly jwks?: object;
  /** Milliseconds for requests in flight at a stop. Default 10,000. */
  readonly drain?: number;
  /** Milliseconds for one operation, from its arrival on. Default 10,000. */
  readonly operationDeadline?: number;
  /** Plain HTTP where absent. With `clientCa` every caller must show a certificate, probes included. */
  readonly tls?: ServerTls;
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
  /**
   * Puts another supergraph into service without failing an operation under way. Rejects, and leaves the one in service, when
   * it is not valid, names an unknown subgraph or one that is not ready. Only between `start` and `stop`.
   */
  reload(supergraphSdl: string): Promise<void>;
  /** Rotated certificates of the gateway's own port; see `HttpServer.reload`. */
  reloadTls(tls: ServerTls): void;
  /** The same pipeline without HTTP: limits, planning, subgraphs, errors. Only between `start` and `stop`. */
  executeOperation(operation: Operation): Promise<OperationResult>;
}

/** One source a subgraph, whichever supergraph asks for it. */
const sourcesByName = ({ dataSourceFor }: Pick<GatewayOptions, 'dataSourceFor'>): GatewayOptions['dataSourceFor'] => {
  const sources = new Map<string, GraphQLDataSource>();
  return (name) => {
    const source = sources.get(name) ?? dataSourceFor(name);
    sources.set(name, source);
    return source;
  };
};

export const createGateway = (options: GatewayOptions): Gateway => {
  const { signContext, verifyToken, randomness, log, metrics } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const operationDeadline = options.operationDeadline ?? 10_000;
  const engines = createEngines({ supergraphSdl: options.supergraphSdl, dataSourceFor: sourcesByName(options), log });
  const pipeline = createPipeline({ engine: engines.current, limits, log, metrics });
  const lateness = createLateness();
  let started = false;
  const server = createHttpServer({
    host: options.host,
    port: options.port,
    drain: options.drain ?? 10_000,
    tls: options.tls,
    handle: createRoutes({
      graphql: createAnswerGraphql({
        admission: createAdmission(limits, options.clock ?? systemClock, lateness),
        pipeline,
        verifyToken,
        signContext,
        bodyBytes: limits.bodyBytes,
        operationDeadline,
      }),
      readiness: async () => {
        const { parts, degraded = [] } = await options.readiness();
        return { parts: { gateway: started && !server.stopping, ...parts }, degraded };
      },
      jwks: options.jwks,
      metrics,
      log,
      randomness,
    }),
  });
  return {
    start: async () => {
      await engines.load();
      started = true;
      const { url } = await server.start();
      lateness.start();
      return { url };
    },
    stop: () => {
      lateness.stop();
      return server.stop();
    },
    reload: engines.reload,
    reloadTls: server.reload,
    executeOperation: async ({ query, variables, operationName, claims = anonymousClaims, language = 'en', correlationId }) => {
      const contextValue: GatewayContext = {
        claims,
        signed: await signContext.sign(claims),
        correlationId: correlationId ?? newId(randomness),
        traceparent: undefined,
        language,
        endsAt: performance.now() + operationDeadline,
      };
      const { status: _, ...result } = await pipeline({ query, variables, operationName }, contextValue);
      return result;
    },
  };
};
