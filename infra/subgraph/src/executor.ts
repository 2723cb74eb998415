import { createBoundedCache } from '@daqidi/identity';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  type VariableNode,
  validate,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: unknown;
}

type Run = (asked: Asked) => Promise<ExecutionResult> | ExecutionResult;

interface Kept {
  readonly document: DocumentNode;
  /** Compiled runs by operation name, once the document has come a second time. */
  readonly compiled: Map<string | null, Run>;
  seenBefore: boolean;
}

/** The compiler's reading of conditions differs from the reference's in corners: such documents are left to the reference. */
const hasConditions = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      found ||= name.value === 'skip' || name.value === 'include';
    },
  });
  return found;
};

/** Nullable variables where only non-null will do (which an argument's default allows): the compiler lets their null through. */
const riskyVariables = (schema: GraphQLSchema, operation: OperationDefinitionNode, document: DocumentNode): readonly string[] => {
  const nullable = (operation.variableDefinitions ?? []).filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE);
  const names = new Set(nullable.map(({ variable }) => variable.name.value));
  const risky = new Set<string>();
  const types = new TypeInfo(schema);
  const visitor = {
    Variable: ({ name }: VariableNode) => {
      if (names.has(name.value) && isNonNullType(types.getInputType())) risky.add(name.value);
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return [...risky];
};

type Variables = Asked['variables'];

/** Puts the defaults in where variables were left out: the compiler takes a non-null one for missing, default or not. */
const defaulting = ({ variableDefinitions = [] }: OperationDefinitionNode): ((variables: Variables) => Variables) => {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  if (defaults.length === 0) return (variables) => variables;
  return (variables) => ({
    ...variables,
    ...Object.fromEntries(defaults.filter(([name]) => variables[name] === undefined)),
  });
};

/** Compiling takes as long as dozens of runs: a document that comes once is not worth it. */
const compile = (schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Run => {
  const interpreted: Run = ({ contextValue, variables }) =>
    execute({ schema, document, contextValue, variableValues: variables, operationName });
  const operation = getOperationAST(document, operationName);
  if (!operation || hasConditions(document)) return interpreted;
  try {
    const compiled = compileQuery(schema, document, operationName ?? undefined);
    if (!isCompiledQuery(compiled)) return interpreted;
    const definitions = operation.variableDefinitions ?? [];
    const risky = riskyVariables(schema, operation, document);
    const withDefaults = defaulting(operation);
    return (asked) => {
      const { contextValue } = asked;
      const variables = withDefaults(asked.variables);
      if (risky.some((name) => variables[name] === null)) return interpreted(asked);
      // The compiler has words of its own for variables that do not fit: the reference's are what callers are promised.
      const { errors } = definitions.length > 0 ? getVariableValues(schema, definitions, variables, { maxErrors: 50 }) : {};
      return errors ? { errors } : compiled.query(undefined, contextValue, variables);
    };
  } catch {
    return interpreted;
  }
};

/** Executes documents: parses and validates each once, compiles what comes back, remembers `limit` of the good ones. */
export const createExecutor = (schema: GraphQLSchema, limit = 1_000): Run => {
  const good = createBoundedCache<Kept>(limit);

  const read = (query: string): Kept | readonly GraphQLError[] => {
    const kept = good.get(query);
    if (kept) return kept;
    const document = parse(query, { maxTokens: 20_000 });
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const fresh: Kept = { document, compiled: new Map(), seenBefore: false };
    good.set(query, fresh);
    return fresh;
  };

  return (asked) => {
    const found = read(asked.query);
    if (!('document' in found)) return { errors: found };
    const { document, compiled, seenBefore } = found;
    if (!seenBefore) {
      found.seenBefore = true;
      const { contextValue, variables, operationName } = asked;
      return execute({ schema, document, contextValue, variableValues: variables, operationName });
    }
    const run = compiled.get(asked.operationName) ?? compile(schema, document, asked.operationName);
    if (!compiled.has(asked.operationName) && compiled.size < 10) compiled.set(asked.operationName, run);
    return run(asked);
  };
};
