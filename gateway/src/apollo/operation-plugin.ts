import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { badInput, type Logger } from '@daqidi/runtime';
import { type FieldNode, type GraphQLFormattedError, type GraphQLSchema, getArgumentValues, getVariableValues } from 'graphql';
import type { Access } from '../access.js';
import type { Engine } from '../execution/engine.js';
import { isIntrospection, type PreparedOperation } from '../execution/prepared-operations.js';
import type { Limits } from '../limits/limits.js';
import { operationCost } from '../limits/operation-cost.js';
import { variablesKey } from '../limits/variables-key.js';
import type { GatewayContext } from '../request-context.js';
import { formatFailure, isOurFault, localise, refusal } from './failures.js';

export interface OperationPluginOptions {
  readonly engineOf: (schema: object) => Engine;
  readonly access: Access;
  readonly limits: Limits;
  readonly log: Logger;
  countError(code: string): void;
}

type Context = GraphQLRequestContext<GatewayContext>;

/** What an introspection is charged at, in ordinary requests: it walks the whole schema. */
const introspectionWeight = 40;

/** What planning is charged at. */
const planningWeight = 5;

/** How many sets of variables are remembered for an operation. */
const rememberedSets = 20;

/** However it is typed, one code is one: no compatible form, case, dash, blank, or letter in place of a digit makes it another. */
const subjectOf = (value: unknown): string =>
  String(typeof value === 'string' ? value : '')
    .slice(0, 1_000)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
    .slice(0, 64);

/** The argument, or the field of an input, that a path names. */
const valueAt = (values: unknown, path: string): unknown =>
  path.split('.').reduce((at, name) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[name], values);

/** Characters of an operation's name in the log. */
const loggedName = 100;

/**
 * What a valid operation may do, before it is planned: its cost with the variables at hand, who may ask for its root fields at all,
 * attempts at codes. Afterwards: errors counted, logged where they are ours, and put into the caller's language.
 */
export const createOperationPlugin = (options: OperationPluginOptions): ApolloServerPlugin<GatewayContext> => {
  const { engineOf, access, limits, log, countError } = options;

  /** By their values as the subgraph will have them; what does not fit its type is refused before it gets there. */
  const checkAttempts = (
    schema: GraphQLSchema,
    { node }: PreparedOperation,
    fields: readonly FieldNode[],
    variables: Readonly<Record<string, unknown>>,
    { account }: GatewayContext,
  ): void => {
    const root = schema.getRootType(node.operation);
    const guessing = fields.filter(({ name }) => root && access.guessed(root, name.value) !== undefined);
    if (!root || guessing.length === 0) return;
    const { coerced, errors } = getVariableValues(schema, node.variableDefinitions ?? [], variables);
    if (errors) return;
    const attempts = guessing.flatMap((field) => {
      const definition = root.getFields()[field.name.value];
      const guessed = access.guessed(root, field.name.value);
      if (definition === undefined || guessed === undefined) return [];
      const values = getArgumentValues(definition, field, coerced);
      const brings = guessed.guess === undefined || typeof valueAt(values, guessed.guess) === 'string';
      return brings ? [subjectOf(valueAt(values, guessed.by))] : [];
    });
    if (attempts.length > 1) throw badInput('query', 'One code a request, please.', '每次请求只能使用一个查询码。');
    for (const subject of attempts) account.attempt(subject);
  };

  const check = ({ schema, queryHash = '', document, operation, request, contextValue }: Context): void => {
    if (!document || !operation)
      throw badInput('operationName', 'Name one operation of the document.', '请指明文档中的一个操作。');
    const engine = engineOf(schema);
    const prepared = engine.operations.of({ queryHash, operationName: request.operationName, document, operation });
    const variables = request.variables ?? {};
    const root = schema.getRootType(operation.operation);
    if (!root) throw badInput('query', `There is no ${operation.operation}.`, '不支持此类操作。');
    const key = variablesKey(variables);
    if (key === undefined || !prepared.admitted.has(key)) {
      const { roots } = operationCost({ schema, document: prepared.document, operation, variables }, limits);
      prepared.roots ??= roots;
      if (key !== undefined && prepared.admitted.size < rememberedSets) prepared.admitted.add(key);
    }
    const fields = prepared.roots ?? [];
    for (const { name } of fields) access.check(contextValue.claims.kind, root, name.value);
    checkAttempts(schema, prepared, fields, variables, contextValue);
    if (isIntrospection(prepared)) {
      if (fields.some(({ name }) => !name.value.startsWith('__')))
        throw badInput('query', 'Ask for the schema by itself.', '内省查询请单独提交。');
      contextValue.account.charge(introspectionWeight);
    }
    if (prepared.plan !== undefined) return;
    engine.operations.keep(prepared);
    contextValue.account.charge(planningWeight);
  };

  const report = (error: unknown, { correlationId }: GatewayContext): void => {
    const { message, path, extensions } = error as GraphQLFormattedError;
    // What a subgraph masked it has logged itself.
    if (extensions?.messages !== undefined) return;
    const cause = error instanceof Error && 'originalError' in error ? error.originalError : undefined;
    if (isOurFault(formatFailure({ message, extensions: { ...extensions } }, error)))
      log.error({ err: cause ?? error, correlationId, path }, 'request failed');
  };

  return {
    requestDidStart: async ({ contextValue }) => ({
      didResolveOperation: async (context) => {
        try {
          check(context);
        } catch (error) {
          throw refusal(error);
        }
      },
      didEncounterErrors: async ({ errors }) => {
        for (const error of errors) report(error, contextValue);
      },
      willSendResponse: async ({ source, operationName, response: { body } }) => {
        const { language, correlationId, passage, trail } = contextValue;
        passage.end();
        trail.operationName = operationName?.slice(0, loggedName);
        trail.isLocalised = true;
        trail.isOperation = source !== undefined;
        if (body.kind !== 'single' || !body.singleResult.errors) return;
        for (const { extensions } of body.singleResult.errors) countError(String(extensions?.code));
        body.singleResult.errors = body.singleResult.errors.map((error) => localise(error, language, correlationId));
      },
    }),
  };
};
