import type { SubgraphResult } from '@daqidi/subgraph';
import { type Exchanged, WireError } from './exchange.js';

/** What proxies say for a server that they could not reach or that would not serve. */
const notServed = new Set([502, 503, 504]);

/** Throws where this is nothing that a subgraph would answer. */
export const checkedResult = (value: unknown, status: number): SubgraphResult => {
  if (typeof value === 'object' && value !== null && ('data' in value || 'errors' in value)) return value as SubgraphResult;
  throw new Error(`the subgraph answered ${status} without data or errors`);
};

export const resultIn = ({ status, text }: Exchanged): SubgraphResult => {
  if (notServed.has(status)) throw new WireError(new Error(`the subgraph answered ${status}`), true);
  return checkedResult(JSON.parse(text), status);
};
