import { DaqidiError } from '@daqidi/runtime';
import type { Headers } from './context.js';
import type { SubgraphRequest } from './subgraph.js';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The operation in a body. Throws BAD_USER_INPUT. */
export const subgraphRequest = (body: unknown, headers: Headers): SubgraphRequest => {
  const { query, variables, operationName } = isRecord(body) ? body : {};
  if (typeof query !== 'string') throw new DaqidiError('BAD_USER_INPUT', { field: 'query' });
  return {
    query,
    headers,
    variables: isRecord(variables) ? variables : null,
    operationName: typeof operationName === 'string' ? operationName : null,
  };
};
