import type { IncomingMessage, ServerResponse } from 'node:http';
import { correlationHeader } from '@daqidi/identity';
import { durationBuckets, type Logger, type Metrics, type Randomness, type Readiness, readinessReply } from '@daqidi/runtime';
import { correlationIdOf } from './context.js';
import { landingPage } from './landing-page.js';
import { languageOf } from './language.js';
import { reply, replyFailure, replyJson, type Scene } from './replies.js';

export interface RouteOptions {
  graphql(request: IncomingMessage, response: ServerResponse, search: string, scene: Scene): Promise<void>;
  readiness(): Promise<Readiness>;
  readonly jwks: object | undefined;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly randomness: Randomness;
}

type Route = (request: IncomingMessage, response: ServerResponse, search: string, scene: Scene) => void | Promise<void>;

const firstOf = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.[0];

const createTable = ({ graphql, readiness, jwks, metrics, log }: RouteOptions): ReadonlyMap<string, Route> => {
  const table = new Map<string, Route>([
    ['POST /graphql', graphql],
    ['GET /graphql', graphql],
    ['GET /healthz', (_, response) => replyJson(response, 200, { status: 'ok' })],
    [
      'GET /readyz',
      async (_, response) => {
        const { status, body } = readinessReply(await readiness());
        if (!body.ready) log.debug({ notReady: body.notReady }, 'not ready');
        replyJson(response, status, body);
      },
    ],
    ['GET /metrics', async (_, response) => reply(response, 200, metrics.registry.contentType, await metrics.registry.metrics())],
    [
      'GET /',
      (request, response) => {
        response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
        reply(response, 200, 'text/html; charset=utf-8', landingPage(request.headers.host));
      },
    ],
  ]);
  if (jwks) table.set('GET /.well-known/jwks.json', (_, response) => replyJson(response, 200, jwks));
  return table;
};

/** Everything the port answers. Each answer carries the correlation id; nothing is thrown at the socket. */
export const createRoutes = (options: RouteOptions): ((request: IncomingMessage, response: ServerResponse) => void) => {
  const { log, metrics, randomness } = options;
  const table = createTable(options);
  const paths = new Set([...table.keys()].map((key) => key.split(' ')[1]));
  const seconds = metrics.histogram({
    name: 'daqidi_gateway_request_seconds',
    help: 'Time from request to answer, by route and status.',
    labels: ['route', 'status'],
    buckets: durationBuckets,
  });

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    search: string,
    scene: Scene,
  ): Promise<void> => {
    try {
      const route = table.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`);
      if (route) await route(request, response, search, scene);
      else
        replyJson(response, paths.has(path) ? 405 : 404, {
          errors: [{ message: paths.has(path) ? 'Method not allowed' : 'Not found' }],
        });
    } catch (err) {
      // Whoever hung up in the middle of a request gets no answer and is no fault of ours.
      if (request.destroyed && !request.complete) return;
      log.error({ err, correlationId: scene.correlationId }, 'request failed');
      if (response.headersSent) response.destroy();
      else replyFailure(response, err, scene);
    }
  };

  return (request, response) => {
    const started = process.hrtime.bigint();
    const [path = '', query] = (request.url ?? '/').split(/\?(.*)/s);
    const scene: Scene = {
      correlationId: correlationIdOf(firstOf(request.headers[correlationHeader]), randomness),
      language: languageOf(request.headers['accept-language']),
    };
    response.setHeader(correlationHeader, scene.correlationId);
    response.once('close', () => {
      const took = Number(process.hrtime.bigint() - started) / 1e9;
      const route = paths.has(path) ? path : 'other';
      seconds.observe({ route, status: String(response.statusCode) }, took);
      if (route === '/graphql') {
        const fields = { correlationId: scene.correlationId, status: response.statusCode, milliseconds: Math.round(took * 1e3) };
        log.info(fields, 'answered');
      }
    });
    void answer(request, response, path, query === undefined ? '' : `?${query}`, scene);
  };
};
