import { durationBuckets, type Logger, type Metrics } from '@daqidi/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Who asked, for whoever reads the log because of abuse: a person by the name of his token, anybody else by his address. */
const callerOf = ({ account, ip }: FastifyRequest): string =>
  account === undefined || account.claims.kind === 'ANONYMOUS' ? `address ${ip}` : `${account.claims.kind} ${account.claims.sub}`;

/** Every answer in the metrics, by route and status; every answer of `/graphql` a line in the log. */
export const recordAnswers = (
  app: FastifyInstance,
  { log, metrics }: { readonly log: Logger; readonly metrics: Metrics },
): void => {
  const seconds = metrics.histogram({
    name: 'daqidi_gateway_request_seconds',
    help: 'Time from request to answer, by route and status.',
    labels: ['route', 'status'],
    buckets: durationBuckets,
  });
  app.addHook('onRequest', (request, reply, next) => {
    // When the connection is done with it: an answer that nobody waited for counts, too.
    reply.raw.once('close', () => {
      const took = performance.now() - request.arrivedAt;
      const { statusCode: status } = reply.raw;
      const route = request.is404 ? 'other' : (request.routeOptions.url ?? 'other');
      seconds.observe({ route, status: String(status) }, took / 1e3);
      if (route !== '/graphql') return;
      log.info(
        {
          correlationId: request.id,
          caller: callerOf(request),
          operation: request.trail.operationName,
          status,
          milliseconds: Math.round(took),
        },
        'answered',
      );
    });
    next();
  });
};
