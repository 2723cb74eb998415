import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createListener, type ServerTls } from './server-tls.js';

export interface HttpServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Milliseconds that requests in flight get to finish before their sockets are cut. */
  readonly drain: number;
  /** Plain HTTP where absent. */
  readonly tls?: ServerTls | undefined;
}

export interface HttpServer {
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no new connections, lets go of idle ones, waits for answers under way. Asking again joins the stop under way. */
  stop(): Promise<void>;
  /**
   * Rotated certificates without a restart: new connections use them at once, kept ones are let go with their next answer.
   * Throws, and changes nothing, where the certificates are not usable.
   */
  reload(tls: ServerTls): void;
  readonly stopping: boolean;
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** An HTTP or HTTPS server with deadlines for headers and requests, and a stop that cuts nobody off. */
export const createHttpServer = ({ host, port, handle, drain, tls }: HttpServerOptions): HttpServer => {
  let stopped: Promise<void> | null = null;
  const inFlight = new Set<ServerResponse>();
  const listener = createListener((request, response) => {
    if (stopped || listener.isOutdated(request.socket)) response.shouldKeepAlive = false;
    inFlight.add(response);
    response.once('close', () => {
      inFlight.delete(response);
      // A connection whose head was out before the stop began does not know that this was its last answer.
      if (stopped) server.closeIdleConnections();
    });
    handle(request, response);
  }, tls);
  const { server } = listener;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;

  const close = (): Promise<void> =>
    new Promise((resolve, reject) => {
      for (const response of inFlight) response.shouldKeepAlive = false;
      const fuse = setTimeout(() => server.closeAllConnections(), drain);
      server.close((error) => {
        clearTimeout(fuse);
        if (error) reject(error);
        else resolve();
      });
      server.closeIdleConnections();
    });

  return {
    start: async () => {
      await listen(server, port, host);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      return {
        port: address.port,
        url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
      };
    },
    stop: () => {
      stopped ??= server.listening ? close() : Promise.resolve();
      return stopped;
    },
    reload: listener.reload,
    get stopping() {
      return stopped !== null;
    },
  };
};
