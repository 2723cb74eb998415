import type { GraphQLDataSource } from '@apollo/gateway';
import { DaqidiError, unavailable } from '@daqidi/runtime';
import type { SubgraphResult } from '@daqidi/subgraph';
import { type GatewayContext, subgraphHeaders } from './context.js';
import { type Asked, type Exchanged, exchange, WireError } from './exchange.js';
import { gatewayResponse } from './in-process-data-source.js';
import { type ClientTls, createInstances, type Instance } from './instances.js';

export interface HttpDataSourceOptions {
  /** The endpoint of each instance of the subgraph, such as `https://intake-1:4001/graphql`. */
  readonly urls: readonly string[];
  /** Milliseconds for one fetch, a second try included. Default 5,000. */
  readonly deadline?: number;
  /** Connections kept to each instance. Default 64. */
  readonly connections?: number;
  /** For https: URLs. */
  readonly tls?: ClientTls;
}

export interface Health {
  readonly ready: boolean;
  readonly degraded: readonly string[];
}

export interface HttpDataSource extends GraphQLDataSource {
  /** Whether at least one instance says that it is ready, and what those that are ready say is away. */
  health(): Promise<Health>;
  /** Rotated certificates, for all connections from now on; what is under way ends on those of before. */
  reload(tls: ClientTls): void;
  /** Lets go of all connections; what is still under way on them fails. */
  close(): Promise<void>;
}

/** Milliseconds for /readyz. */
const healthTime = 1_000;

/** What proxies say for a server that they could not reach or that would not serve. */
const notServed = new Set([502, 503, 504]);

/** Only what cannot be anything else: a mutation must never be repeated. */
const isRead = (query: string | undefined): boolean => /^\s*(?:query\b|\{)/.test(query ?? '');

const isResult = (value: unknown): value is SubgraphResult =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);

const resultIn = ({ status, text }: Exchanged): SubgraphResult => {
  const result = JSON.parse(text) as unknown;
  if (!isResult(result)) throw new Error(`the subgraph answered ${status} without data or errors`);
  return result;
};

const degradedIn = ({ text }: Exchanged): readonly string[] => {
  try {
    return (JSON.parse(text) as Partial<Health>).degraded ?? [];
  } catch {
    return [];
  }
};

/** A change whose answer was lost may have been made: the registry's "nothing was changed" would be a guess. */
const outcomeUnknown = (cause: unknown): DaqidiError =>
  new DaqidiError('UNAVAILABLE', {
    text: {
      en: 'The answer was lost; this may have taken effect. Please ask again with the same requestId.',
      zh: '未收到处理结果,操作可能已生效。请使用相同的 requestId 重试。',
    },
    cause,
  });

/**
 * A subgraph over HTTP: kept connections to several instances, deadlines, one more try. Repeated is only what cannot do harm: a
 * read, or what was certainly never written. Whatever goes wrong on the wire is UNAVAILABLE.
 */
export const createHttpDataSource = (options: HttpDataSourceOptions): HttpDataSource => {
  const { urls, deadline = 5_000, connections = 64, tls } = options;
  const instances = createInstances({ urls, connections, tls });
  const tries = Math.max(2, urls.length);

  const ask = async (instance: Instance, asked: Omit<Asked, 'path'>, until: number): Promise<Exchanged> => {
    const left = until - performance.now();
    if (left <= 0) throw new WireError(new Error('no time is left'), false);
    const path = instance.url.pathname + instance.url.search;
    const answer = await exchange(instance.pool, { ...asked, path }, left);
    if (notServed.has(answer.status)) throw new WireError(new Error(`the subgraph answered ${answer.status}`), true);
    return answer;
  };

  /** An instance that could not be connected to costs nothing: all are tried. One that failed over a read costs one more try. */
  const askAround = async (asked: Omit<Asked, 'path'>, until: number, repeatable: boolean): Promise<Exchanged> => {
    const tried = new Set<Instance>();
    for (let attempt = 1; ; attempt++) {
      const instance = instances.next(tried);
      tried.add(instance);
      try {
        return await ask(instance, asked, until);
      } catch (error) {
        const { sent } = error as WireError;
        if (!sent) instances.rest(instance);
        const allowed = sent ? (repeatable ? 2 : 1) : tries;
        if (attempt >= allowed || performance.now() >= until) throw error;
      }
    }
  };

  return {
    process: async ({ request: { query, variables, operationName }, context }) => {
      const scene = context as GatewayContext;
      const read = isRead(query);
      const body = JSON.stringify({ query, variables, operationName });
      const headers = { ...subgraphHeaders(scene), 'content-type': 'application/json' };
      try {
        const until = Math.min(performance.now() + deadline, scene.endsAt);
        return gatewayResponse(resultIn(await askAround({ method: 'POST', headers, body }, until, read)));
      } catch (error) {
        const certainlyNot = read || (error instanceof WireError && !error.sent);
        throw certainlyNot ? unavailable(error) : outcomeUnknown(error);
      }
    },
    health: async () => {
      const answers = await Promise.allSettled(
        instances.all.map(({ pool }) => exchange(pool, { method: 'GET', path: '/readyz', headers: {} }, healthTime)),
      );
      const ready = answers.flatMap((answer) =>
        answer.status === 'fulfilled' && answer.value.status === 200 ? [answer.value] : [],
      );
      return { ready: ready.length > 0, degraded: [...new Set(ready.flatMap(degradedIn))] };
    },
    reload: instances.reload,
    close: instances.close,
  };
};
