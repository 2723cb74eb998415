import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLScalarType,
  GraphQLSchema,
  getOperationAST,
  getVariableValues,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type VariableNode,
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

export type Run = (asked: Asked) => Promise<ExecutionResult> | ExecutionResult;

/** Answers what `reference` answers, and faster; `reference` itself where the compiler cannot be trusted with the document. */
export type Compiles = (document: DocumentNode, operationName: string | null, reference: Run) => Run;

/**
 * The type of every variable as the compiler sees it: a value that the reference has coerced and that is handed on as it is. The
 * compiler's own coercion forgets defaults that may not be null.
 */
const coerced = new GraphQLScalarType({ name: '__Coerced' });

const withCoercedVariables = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => {
  const variableDefinitions = (operation.variableDefinitions ?? []).map(
    ({ variable }) =>
      ({
        kind: Kind.VARIABLE_DEFINITION,
        variable,
        type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: coerced.name } },
      }) as const,
  );
  return {
    ...document,
    definitions: document.definitions.map((each) => (each === operation ? { ...operation, variableDefinitions } : each)),
  };
};

/**
 * What the compiler reads otherwise than the reference: conditions in corners, and variables inside literals, which it takes for null
 * where they are left out and does not see in a custom scalar. And what would show `coerced`.
 */
const isForReference = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      found ||= name.value === 'skip' || name.value === 'include';
    },
    Field: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
    ListValue: ({ values }) => {
      found ||= values.some(({ kind }) => kind === Kind.VARIABLE);
    },
    ObjectField: ({ value }) => {
      found ||= value.kind === Kind.VARIABLE;
    },
  });
  return found;
};

/** Nullable variables where only non-null will do, which an argument's default allows: the compiler fails a null in words of its own. */
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

export const createCompiler = (schema: GraphQLSchema): Compiles => {
  const config = schema.toConfig();
  const compilerSchema = new GraphQLSchema({ ...config, types: [...config.types, coerced], assumeValid: true });

  return (document, operationName, reference) => {
    const operation = getOperationAST(document, operationName);
    if (!operation || isForReference(document)) return reference;
    try {
      const compiled = compileQuery(compilerSchema, withCoercedVariables(document, operation), operationName ?? undefined);
      if (!isCompiledQuery(compiled)) return reference;
      const definitions = operation.variableDefinitions ?? [];
      if (definitions.length === 0) return ({ contextValue }) => compiled.query(undefined, contextValue, {});
      const risky = riskyVariables(schema, operation, document);
      return (asked) => {
        const fitted = getVariableValues(schema, definitions, asked.variables, { maxErrors: 50 });
        if (fitted.errors) return { errors: fitted.errors };
        if (risky.some((name) => fitted.coerced[name] === null)) return reference(asked);
        return compiled.query(undefined, asked.contextValue, fitted.coerced);
      };
    } catch {
      return reference;
    }
  };
};
