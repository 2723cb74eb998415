import type { SubgraphResult } from '@daqidi/subgraph';
import type { Dispatcher } from 'undici';
import { type Exchanged, exchange, WireError } from './exchange.js';

/** One operation as a subgraph is asked for it. */
export interface WireOperation {
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

export const contentType = { 'content-type': 'application/json' };

/** What proxies say for a server that they could not reach or that would not serve. */
const notServed = new Set([502, 503, 504]);

/** Throws where this is nothing that a subgraph would answer. */
export const checkedResult = (value: unknown, status: number): SubgraphResult => {
  if (typeof value === 'object' && value !== null && ('data' in value || 'errors' in value)) return value as SubgraphResult;
  throw new Error(`the subgraph answered ${status} without data or errors`);
};

const resultIn = ({ status, text }: Exchanged): SubgraphResult => {
  if (notServed.has(status)) throw new WireError(new Error(`the subgraph answered ${status}`), true);
  return checkedResult(JSON.parse(text), status);
};

/** A plain request for one operation. Rejects with `WireError`, or with what is wrong with an answer that came. */
export const askAlone = async (
  dispatcher: Dispatcher,
  path: string,
  { headers, body }: WireOperation,
  milliseconds: number,
): Promise<SubgraphResult> =>
  resultIn(await exchange(dispatcher, { method: 'POST', path, headers: { ...headers, ...contentType }, body }, milliseconds));
