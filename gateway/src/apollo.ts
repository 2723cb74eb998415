import { ApolloServer, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayContext } from './context.js';
import { bridge } from './engine.js';
import type { Engines } from './engines.js';
import { formatFailure } from './failures.js';
import { createGuardPlugin, type GuardOptions } from './guard-plugin.js';

export interface ApolloOptions extends GuardOptions {
  readonly engines: Engines;
}

/** Apollo's server with everything off that calls home, listens to signals or shows internals. */
export const createApollo = (options: ApolloOptions): ApolloServer<GatewayContext & BaseContext> => {
  const logger = bridge(options.log);
  return new ApolloServer<GatewayContext & BaseContext>({
    gateway: options.engines,
    logger,
    nodeEnv: 'production',
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: options.limits.tokens },
    formatError: formatFailure,
    plugins: [
      createGuardPlugin(options),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
};
