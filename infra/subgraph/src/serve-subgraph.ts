import type { IncomingMessage, ServerResponse } from 'node:http';
import { DaqidiError, type Readiness, readinessReply } from '@daqidi/runtime';
import { readJsonBody } from './body.js';
import type { Headers } from './context.js';
import { toFormattedError } from './errors.js';
import { createHttpServer, type HttpServer } from './http-server.js';
import type { ErrorLog } from './log.js';
import { answerBatch, batchPath } from './serve-batch.js';
import type { ServerTls } from './server-tls.js';
import type { Subgraph } from './subgraph.js';
import { subgraphRequest } from './subgraph-request.js';

export interface ServeSubgraphOptions {
  readonly subgraph: Pick<Subgraph, 'execute'>;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly log: ErrorLog;
  readiness(): Promise<Readiness>;
  /** The metrics page, where there is one. */
  readonly metrics?: { readonly contentType: string; metrics(): Promise<string> };
  /** Milliseconds for requests in flight at a stop. Default 10,000. */
  readonly drain?: number;
  /** Plain HTTP where absent. With `clientCa` every caller must show a certificate, probes included. */
  readonly tls?: ServerTls;
}

/** Representations of a whole page of entities are larger than what callers may send to the gateway. */
const bodyBytes = 8_388_608;

const send = (response: ServerResponse, status: number, contentType: string, body: string): void => {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));

const headersOf = (request: IncomingMessage): Headers =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));

/** A subgraph on HTTP: POST /graphql and /graphql/batch for the gateway; /healthz, /readyz (naming what is not ready) and /metrics for operators. */
export const serveSubgraph = (options: ServeSubgraphOptions): HttpServer => {
  const { subgraph, readiness, metrics, log } = options;

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = `${request.method} ${request.url?.split('?')[0]}`;
    if (asked === 'POST /graphql') {
      const body = await readJsonBody(request, bodyBytes);
      sendJson(response, 200, await subgraph.execute(subgraphRequest(body, headersOf(request))));
    } else if (asked === `POST /graphql${batchPath}`)
      await answerBatch(await readJsonBody(request, bodyBytes), response, { subgraph, log });
    else if (asked === 'GET /healthz') sendJson(response, 200, { status: 'ok' });
    else if (asked === 'GET /readyz') {
      const { parts, degraded = [] } = await readiness();
      const { status, body } = readinessReply({ parts: { server: !server.stopping, ...parts }, degraded });
      sendJson(response, status, body);
    } else if (asked === 'GET /metrics' && metrics) send(response, 200, metrics.contentType, await metrics.metrics());
    else sendJson(response, 404, { errors: [{ message: 'Not found' }] });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await route(request, response);
    } catch (error) {
      // Whoever hung up in the middle of a request gets no answer and is no fault of ours.
      if (request.destroyed && !request.complete) return;
      const header = request.headers['x-correlation-id'];
      const formatted = toFormattedError(error, { correlationId: typeof header === 'string' ? header : 'none', log });
      if (response.headersSent) response.destroy();
      else sendJson(response, error instanceof DaqidiError ? 400 : 500, { errors: [formatted] });
    }
  };

  const server = createHttpServer({
    host: options.host,
    port: options.port,
    drain: options.drain ?? 10_000,
    tls: options.tls,
    handle: (request, response) => void handle(request, response),
  });
  return server;
};
