import type { GraphQLDataSource } from '@apollo/gateway';
import { DaqidiError, unavailable } from '@daqidi/runtime';
import type { SubgraphResult } from '@daqidi/subgraph';
import { type GatewayContext, subgraphHeaders } from '../request-context.js';
import { type Exchanged, exchange, WireError } from './exchange.js';
import { gatewayResponse } from './in-process-data-source.js';
import { type ClientTls, createInstances, type Instance } from './instances.js';
import { askAlone, type WireOperation } from './result.js';
import { NoRoom } from './room.js';

export interface HttpDataSourceOptions {
  /** The endpoint of each instance of the subgraph, such as `https://intake-1:4001/graphql`. */
  readonly urls: readonly string[];
  /** Milliseconds for one fetch, a second try included. Default 5,000. */
  readonly deadline?: number;
  /** Connections kept to each instance. Default 32. */
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

/** Only what cannot be anything else: a mutation must never be repeated. */
const isRead = (query: string | undefined): boolean => /^\s*(?:query\b|\{)/.test(query ?? '');

/** Whatever is not certain may have been sent. */
const isSent = (error: unknown): boolean => !(error instanceof WireError) || error.sent;

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
  const { urls, deadline = 5_000, connections = 32, tls } = options;
  const instances = createInstances({ urls, connections, tls });
  const tries = Math.max(2, urls.length);

  const ask = (
    { url, pool, room, batching }: Instance,
    asked: WireOperation,
    read: boolean,
    until: number,
  ): Promise<SubgraphResult> => {
    const left = until - performance.now();
    if (left <= 0) throw new WireError(new Error('no time is left'), false);
    return read ? batching.ask(asked, left) : room.within(() => askAlone(pool, url.pathname, asked, left));
  };

  /** An instance that could not be connected to costs nothing: all are tried. One that failed over a read costs one more try. */
  const askAround = async (asked: WireOperation, read: boolean, until: number): Promise<SubgraphResult> => {
    const tried = new Set<Instance>();
    for (let attempt = 1; ; attempt++) {
      const instance = instances.next(tried);
      tried.add(instance);
      try {
        return await ask(instance, asked, read, until);
      } catch (error) {
        // Whoever is not there is left alone for a while; who is busy is only passed over.
        if (error instanceof NoRoom && tried.size >= urls.length) throw error;
        const sent = isSent(error);
        if (!sent && !(error instanceof NoRoom)) instances.rest(instance);
        const allowed = sent ? (read ? 2 : 1) : tries;
        if (attempt >= allowed || performance.now() >= until) throw error;
      }
    }
  };

  return {
    process: async ({ request: { query, variables, operationName }, context }) => {
      const requestContext = context as GatewayContext;
      const read = isRead(query);
      const body = JSON.stringify({ query, variables, operationName });
      try {
        const until = Math.min(performance.now() + deadline, requestContext.endsAt);
        return gatewayResponse(await askAround({ headers: subgraphHeaders(requestContext), body }, read, until));
      } catch (error) {
        throw read || !isSent(error) ? unavailable(error) : outcomeUnknown(error);
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
