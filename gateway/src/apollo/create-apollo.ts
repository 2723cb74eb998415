import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@daqidi/runtime';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { apolloLogger } from '../execution/engine.js';
import { landingPage } from '../http/landing-page.js';
import type { Limits } from '../limits/limits.js';
import type { GatewayContext } from '../request-context.js';
import { createFormatError } from './failures.js';
import type { GatewayInterface } from './gateway-interface.js';
import type { ListedOperations } from './listed-operations.js';

export interface ApolloOptions {
  readonly gateway: GatewayInterface;
  readonly plugins: readonly ApolloServerPlugin<GatewayContext>[];
  readonly limits: Limits;
  /** Where only these are served: found by their hashes without having been registered. */
  readonly listed: ListedOperations | undefined;
  readonly log: Logger;
}

/** For whoever opens the endpoint in a browser: Apollo's own page asks another host for its scripts. */
const landing: ApolloServerPlugin<GatewayContext> = {
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html: landingPage(undefined) }) }),
};

/** Bytes, as JSON: a document takes several times as many in memory. */
const documentBytes = 8 * 1_048_576;
/** Bytes of texts that clients have registered by their hashes. */
const persistedBytes = 8 * 1_048_576;

/** Bounded in bytes: Apollo's default is bounded, too, but far beyond what a process of ours is given. */
const boundedCache = <Value extends object | string>(maxSize: number) => {
  const kept = new LRUCache<string, Value>({ maxSize, sizeCalculation: (value) => JSON.stringify(value).length });
  return {
    get: async (key: string): Promise<Value | undefined> => kept.get(key),
    set: async (key: string, value: Value): Promise<void> => void kept.set(key, value),
    delete: async (key: string): Promise<boolean> => kept.delete(key),
  };
};

type TextCache = ReturnType<typeof boundedCache<string>>;

/** Nobody registers anything: what is listed is there. */
const listedCache = ({ textOf }: ListedOperations): TextCache => ({
  get: async (key) => textOf(key.replace(/^apq:/, '')),
  set: async () => undefined,
  delete: async () => false,
});

/**
 * Apollo Server as it answers here: it reads and validates documents, keeps them, speaks GraphQL over HTTP and persisted queries, and
 * refuses forgeries. The process, its signals and its port belong to others.
 */
export const createApollo = ({ gateway, plugins, limits, listed, log }: ApolloOptions): ApolloServer<GatewayContext> =>
  new ApolloServer<GatewayContext>({
    gateway,
    plugins: [
      ...plugins,
      landing,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    introspection: limits.introspection,
    // "Did you mean" is an introspection by other means; `formatError` leaves it out, in a time that a caller's text does not set.
    hideSchemaDetailsFromClientErrors: false,
    maxRecursiveSelections: limits.recursiveSelections,
    parseOptions: { maxTokens: limits.tokens, noLocation: true },
    // One mistake is told many times over by who repeats it: an answer is no larger for it.
    validationOptions: { maxErrors: 5 },
    documentStore: boundedCache<DocumentNode>(documentBytes),
    persistedQueries: {
      cache: listed ? listedCache(listed) : boundedCache<string>(persistedBytes),
    },
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    formatError: createFormatError(limits),
    includeStacktraceInErrorResponses: false,
    stringifyResult: JSON.stringify,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: apolloLogger(log),
  });
