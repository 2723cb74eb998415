import { type ApolloServerPlugin, type BaseContext, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import { badInput, type Logger, type Metrics } from '@daqidi/runtime';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  MaxIntrospectionDepthRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { GatewayContext } from './context.js';
import { formatFailure, formatPlain, isOurFault, localise } from './failures.js';
import type { Limits } from './limits.js';
import { measure } from './measure.js';
import { checkShape } from './shape.js';

export interface GuardOptions {
  readonly limits: Limits;
  readonly log: Logger;
  readonly metrics: Metrics;
}

type Request = GraphQLRequestContext<GatewayContext & BaseContext>;

const invalid = (error: GraphQLError): GraphQLFormattedError =>
  formatFailure({ message: error.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, error);

/** Our own limit on introspection says its number; GraphQL's does not. */
const validationRules = specifiedRules.filter((rule) => rule !== MaxIntrospectionDepthRule);

/** Documents that hold in this schema; the server keeps the same object for the same text. */
const createChecker = (limits: Limits): ((schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[]) => {
  const good = new WeakSet<DocumentNode>();
  return (schema, document) => {
    if (good.has(document)) return [];
    checkShape(document, limits);
    const errors = validate(schema, document, validationRules);
    if (errors.length === 0) good.add(document);
    return errors;
  };
};

/**
 * Decides before execution: shape, then validation, then depth, page sizes and cost with the variables at hand. The server's
 * own validation is off, since it would run before the shape was looked at.
 */
export const createGuardPlugin = ({ limits, log, metrics }: GuardOptions): ApolloServerPlugin<GatewayContext & BaseContext> => {
  const check = createChecker(limits);
  const errorCount = metrics.counter({
    name: 'daqidi_gateway_errors_total',
    help: 'Errors answered, by code.',
    labels: ['code'],
  });

  const refusals = ({ schema, document, operation, request }: Request): readonly GraphQLFormattedError[] => {
    if (!document) return [];
    try {
      const errors = check(schema, document);
      if (errors.length > 0) return errors.map(invalid);
      if (!operation) throw badInput('operationName', 'Name one operation of the document.', '请指明文档中的一个操作。');
      measure({ schema, document, operation, variables: request.variables ?? {} }, limits);
      return [];
    } catch (error) {
      return [formatPlain(error)];
    }
  };

  return {
    unexpectedErrorProcessingRequest: async ({ error, requestContext }) =>
      log.error({ err: error, correlationId: requestContext.contextValue.correlationId }, 'request failed'),
    requestDidStart: async () => ({
      responseForOperation: async (context) => {
        const errors = refusals(context);
        if (errors.length === 0) return null;
        return {
          http: { status: 400, headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { errors: [...errors] } },
        };
      },
      didEncounterErrors: async ({ errors, contextValue: { correlationId } }) => {
        // A data source that fails is listed as the error it threw, which is no GraphQLError.
        for (const error of errors as readonly (Error & Partial<GraphQLError>)[]) {
          // What a subgraph masked it has logged itself.
          if (error.extensions?.messages !== undefined) continue;
          const formatted = formatFailure(
            { message: error.message, extensions: { code: 'INTERNAL', ...error.extensions } },
            error,
          );
          if (isOurFault(formatted))
            log.error({ err: error.originalError ?? error, correlationId, path: error.path }, 'request failed');
        }
      },
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const { data, errors } = response.body.singleResult;
        for (const error of errors ?? []) errorCount.inc({ code: String(error.extensions?.code) });
        // Extensions of the answer come from the planner's own checks and say more than callers need.
        response.body.singleResult = {
          ...(errors && { errors: errors.map((each) => localise(each, contextValue.language, contextValue.correlationId)) }),
          ...(data !== undefined && { data }),
        };
        contextValue.progress.localised = true;
      },
    }),
  };
};
