import { createBoundedCache } from '@daqidi/identity';
import type { Clock } from '@daqidi/runtime';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';

export type ReadDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

const noClock: Clock = { now: () => 0 };

/** Parses and validates each document once; remembers `limit` of the good ones. Throws GraphQLError on a syntax error. */
export const createDocumentReader = (schema: GraphQLSchema, limit = 1_000): ((query: string) => ReadDocument) => {
  const good = createBoundedCache<ReadDocument>(limit, noClock);
  return (query) => {
    const kept = good.get(query);
    if (kept) return kept;
    const document = parse(query, { maxTokens: 20_000 });
    const errors = validate(schema, document);
    if (errors.length > 0) return { errors };
    good.set(query, { document });
    return { document };
  };
};
