import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@daqidi/runtime';
import type { GatewayContext } from './context.js';
import { formatFailure } from './failures.js';
import { createGuardPlugin, type GuardOptions } from './guard-plugin.js';

export interface ApolloOptions extends GuardOptions {
  readonly supergraphSdl: string;
  dataSourceFor(name: string): GraphQLDataSource;
}

/** What the libraries call news is detail to an operator. */
const bridge = (log: Logger) => ({
  debug: (message?: unknown) => log.debug(String(message)),
  info: (message?: unknown) => log.debug(String(message)),
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => log.error(String(message)),
});

/** Apollo's gateway and server with everything off that calls home, listens to signals or shows internals. */
export const createApollo = (options: ApolloOptions): ApolloServer<GatewayContext & BaseContext> => {
  const logger = bridge(options.log);
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraphSdl,
    buildService: ({ name }) => options.dataSourceFor(name),
    logger,
  });
  return new ApolloServer<GatewayContext & BaseContext>({
    gateway,
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
