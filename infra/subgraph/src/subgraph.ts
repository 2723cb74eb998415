import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type Claims,
  contextHeader,
  correlationHeader,
  type PolicyRules,
  type Principal,
  scopeOf,
  traceHeader,
} from '@daqidi/identity';
import { type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import { type BaseContext, type Headers, isRefused, type RefusedContext, type VerifiesContext } from './context.js';
import { toFormattedError } from './errors.js';
import { createExecutor } from './executor.js';
import { guardRootFields } from './guard.js';
import type { ErrorLog } from './log.js';
import { checkRules, rootFields } from './rules.js';

interface SchemaParts {
  readonly name: string;
  /** SDL; it declares `directive @rule(name: String!) on FIELD_DEFINITION`. */
  readonly typeDefs: string;
  /** By type and field, `__resolveReference` included. */
  readonly resolvers: object;
  readonly rules: PolicyRules;
}

export interface SubgraphOptions<Extra extends object> extends SchemaParts {
  readonly verifyContext: VerifiesContext;
  /** The person's posts as this service's copy of the directory has them now. */
  principalOf(claims: Claims): Principal | Promise<Principal>;
  /** What the service adds for one request: loaders, stores. A plain object. */
  contextOf(base: BaseContext): Extra;
  readonly log: ErrorLog;
}

export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
  readonly headers: Headers;
}

export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Never rejects: failures are in `errors`, already in the form that callers may see. */
  execute(request: SubgraphRequest): Promise<SubgraphResult>;
}

/** Enough to ask for the SDL: nobody unknown gets a long document parsed and validated. */
const unsignedQueryLength = 500;

const buildSchema = (name: string, typeDefs: string, resolvers: object, rules: PolicyRules): GraphQLSchema => {
  const problems = checkRules(typeDefs, rules);
  if (problems.length > 0) throw new Error(`subgraph ${name}:\n${problems.join('\n')}`);
  const document = parse(typeDefs);
  const schema = buildSubgraphSchema({ typeDefs: document, resolvers: resolvers as Record<string, never> });
  guardRootFields(schema, rootFields(document), rules);
  return schema;
};

interface Built {
  readonly typeDefs: string;
  readonly rules: PolicyRules;
  readonly schema: GraphQLSchema;
  readonly execute: ReturnType<typeof createExecutor>;
}

/** By resolvers. A schema holds nothing of one instance, and building it is most of what a service does at its start. */
const built = new WeakMap<object, Built>();

const buildOnce = ({ name, typeDefs, resolvers, rules }: SchemaParts): Built => {
  const before = built.get(resolvers);
  if (before?.typeDefs === typeDefs && before.rules === rules) return before;
  const schema = buildSchema(name, typeDefs, resolvers, rules);
  const now = { typeDefs, rules, schema, execute: createExecutor(schema) };
  built.set(resolvers, now);
  return now;
};

/** One subgraph, ready for either binding. Throws when a root field names no rule of the table or has no resolver. */
export const createSubgraph = <Extra extends object>(options: SubgraphOptions<Extra>): Subgraph => {
  const { name, rules, log } = options;
  const { schema, execute } = buildOnce(options);

  const contextFor = async (headers: Headers, correlationId: string): Promise<(BaseContext & Extra) | RefusedContext> => {
    let claims: Claims;
    try {
      claims = await options.verifyContext.verify(headers[contextHeader]);
    } catch (refusal) {
      return { refusal };
    }
    const principal = await options.principalOf(claims);
    const base: BaseContext = {
      principal,
      scope: scopeOf(rules, principal),
      rule: null,
      correlationId,
      traceparent: headers[traceHeader],
      headers,
    };
    return { ...options.contextOf(base), ...base };
  };

  const run = async (request: SubgraphRequest, correlationId: string): Promise<ExecutionResult> => {
    const contextValue = await contextFor(request.headers, correlationId);
    if (isRefused(contextValue) && request.query.length > unsignedQueryLength) throw contextValue.refusal;
    return execute({
      query: request.query,
      operationName: request.operationName ?? null,
      variables: request.variables ?? {},
      contextValue,
    });
  };

  return {
    name,
    schema,
    execute: async (request) => {
      const correlationId = request.headers[correlationHeader] ?? 'none';
      const requestContext = { correlationId, log };
      try {
        const { data, errors } = await run(request, correlationId);
        return {
          ...(data !== undefined && { data }),
          ...(errors && { errors: errors.map((error) => toFormattedError(error, requestContext)) }),
        };
      } catch (error) {
        return { errors: [toFormattedError(error, requestContext)] };
      }
    },
  };
};
