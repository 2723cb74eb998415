import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface HttpServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Milliseconds that requests in flight get to finish before their sockets are cut. */
  readonly drain: number;
}

export interface HttpServer {
  start(): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no new connections, lets go of idle ones, waits for answers under way. Asking again joins the stop under way. */
  stop(): Promise<void>;
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

/** A plain HTTP server with deadlines for headers and requests, and a stop that cuts nobody off. */
export const createHttpServer = ({ host, port, handle, drain }: HttpServerOptions): HttpServer => {
  let stopped: Promise<void> | null = null;
  const inFlight = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (stopped) response.shouldKeepAlive = false;
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    handle(request, response);
  });
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
      return { port: address.port, url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}` };
    },
    stop: () => {
      stopped ??= server.listening ? close() : Promise.resolve();
      return stopped;
    },
    get stopping() {
      return stopped !== null;
    },
  };
};
