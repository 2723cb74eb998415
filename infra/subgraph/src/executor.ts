import { createBoundedCache } from '@daqidi/identity';
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { createCompiler, type Run } from './compile.js';

interface Kept {
  readonly document: DocumentNode;
  /** Compiled runs by operation name, once the document has come a second time. */
  readonly compiled: Map<string | null, Run>;
  seenBefore: boolean;
}

/**
 * Executes documents: parses and validates each once, compiles what comes back, remembers `limit` of the good ones. Compiling takes as
 * long as dozens of runs: a document that comes once is not worth it.
 */
export const createExecutor = (schema: GraphQLSchema, limit = 1_000): Run => {
  const good = createBoundedCache<Kept>(limit);
  const compile = createCompiler(schema);

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
    const reference: Run = ({ contextValue, variables, operationName }) =>
      execute({ schema, document, contextValue, variableValues: variables, operationName });
    if (!seenBefore) {
      found.seenBefore = true;
      return reference(asked);
    }
    const { operationName } = asked;
    const run = compiled.get(operationName) ?? compile(document, operationName, reference);
    if (!compiled.has(operationName) && compiled.size < 10) compiled.set(operationName, run);
    return run(asked);
  };
};
