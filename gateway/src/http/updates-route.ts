import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Claims, TokenVerifier } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import type { FastifyInstance } from 'fastify';
import { type Callers, tokenIn } from '../admission/callers.js';
import { type Changes, createChangeFeed, type Update } from '../updates/change-feed.js';
import type { Streams } from '../updates/streams.js';

export interface UpdatesRouteOptions {
  readonly callers: Callers;
  readonly verifyToken: TokenVerifier;
  readonly streams: Streams;
  /** What changed of what this reader may see since the cursor; BAD_USER_INPUT for what is none. */
  changesFor(claims: Claims, since: string | null): Promise<Changes>;
}

/** Milliseconds after which whoever reads is told that the stream is alive: proxies cut what is silent. */
const heartbeat = 15_000;

/** Milliseconds after which a client comes back when the stream has ended. */
const retry = 3_000;

const written = ({ kind, cases, cursor }: Update): string =>
  `${cursor === null ? '' : `id: ${cursor}\n`}event: ${kind}\ndata: ${JSON.stringify(kind === 'changes' ? { cases } : {})}\n\n`;

const isOver = (error: unknown): boolean => error instanceof DaqidiError && error.code === 'UNAUTHENTICATED';

/**
 * `/updates`: server-sent events that say which of the appeals that the reader may see changed, never how. The reader's filter is taken anew
 * each time, his token looked at again; the stream ends with it. What is away for a while is asked for again.
 */
export const registerUpdates = (
  app: FastifyInstance,
  { callers, verifyToken, streams, changesFor }: UpdatesRouteOptions,
): void => {
  app.get('/updates', { compress: false }, async (request, reply) => {
    const { authorization } = request.headers;
    if (authorization === undefined) throw new DaqidiError('UNAUTHENTICATED');
    const { claims } = await callers.admit(request.ip, authorization);
    const token = tokenIn(authorization);
    const last = request.headers['last-event-id'];
    const ask = (since: string | null): Promise<Changes> => changesFor(claims, since);
    const ended = new AbortController();
    const leave = streams.enter(`${claims.kind} ${claims.sub}`, () => ended.abort());
    const body = new PassThrough();
    reply.raw.once('close', () => ended.abort());
    const resumed = typeof last === 'string' && last !== '' ? last : null;
    let feed = createChangeFeed(ask, resumed);
    // A cursor that is none any more: everything is asked for anew.
    const first = await feed.next().catch((error: unknown): Update => {
      if (!(error instanceof DaqidiError) || error.code !== 'BAD_USER_INPUT') {
        leave();
        throw error;
      }
      feed = createChangeFeed(ask, null);
      return { kind: 'reset', cases: [], cursor: null };
    });
    const tell = async (): Promise<void> => {
      body.write(`retry: ${retry}\n${first === null ? '\n' : written(first)}`);
      let spoke = performance.now();
      while (!ended.signal.aborted) {
        await pause(streams.pause(), undefined, { signal: ended.signal });
        try {
          await verifyToken.verify(token);
          const update = await feed.next();
          if (update !== null || performance.now() - spoke > heartbeat) {
            body.write(update === null ? ':\n\n' : written(update));
            spoke = performance.now();
          }
        } catch (error) {
          if (isOver(error)) return;
        }
      }
    };
    void tell()
      .catch(() => undefined)
      .finally(() => {
        leave();
        body.end();
      });
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no')
      .send(body);
  });
};
