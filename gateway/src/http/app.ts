import { constants } from 'node:zlib';
import { correlationHeader, isSameSecret, traceHeader } from '@daqidi/identity';
import { badInput, type Logger, type Metrics, newId, type Randomness, type Readiness, readinessReply } from '@daqidi/runtime';
import { tooLarge } from '@daqidi/subgraph';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { CallerAccount } from '../admission/callers.js';
import type { WebApp } from '../apps.js';
import type { Trail } from '../request-context.js';
import { recordAnswers } from './access-log.js';
import { type DevelopmentSignIn, registerDevelopmentSignIn } from './development-sign-in.js';
import { type FilesRouteOptions, registerFiles } from './files-route.js';
import { type GraphqlRouteOptions, registerGraphql } from './graphql-route.js';
import { landingPage } from './landing-page.js';
import { type Language, languageOf } from './language.js';
import { refuseUnderMemoryPressure } from './memory-pressure.js';
import { replyFailure } from './replies.js';
import { registerSignInSettings, type SignInProvider } from './sign-in-settings.js';
import { registerUpdates, type UpdatesRouteOptions } from './updates-route.js';
import { registerUploads, type UploadsRouteOptions, uploadCors } from './uploads-route.js';
import { serveApps } from './web-apps.js';

declare module 'fastify' {
  interface FastifyRequest {
    language: Language;
    /** On the clock of `performance.now()`. */
    arrivedAt: number;
    /** Of `/graphql` only, once its caller is known. */
    account: CallerAccount;
    trail: Trail;
  }
}

export interface AppOptions extends GraphqlRouteOptions, UpdatesRouteOptions, FilesRouteOptions, UploadsRouteOptions {
  readiness(): Promise<Readiness>;
  readonly jwks: object | undefined;
  readonly apps: readonly WebApp[];
  readonly signIn: DevelopmentSignIn | undefined;
  readonly provider: SignInProvider | undefined;
  readonly heapBytes: number;
  readonly metrics: Metrics;
  /** Whoever shows it may read the metrics; nobody where absent. */
  readonly metricsToken: string | undefined;
  /** Whether the port speaks TLS: browsers are then told to ask by nothing else. */
  readonly isEncrypted: boolean;
  /** Proxies (addresses or networks) that are believed about where a request came from. */
  readonly trustedProxies: readonly string[];
  readonly log: Logger;
  readonly randomness: Randomness;
}

const contentSecurity = { 'default-src': ["'none'"], 'style-src': ["'unsafe-inline'"], 'frame-ancestors': ["'none'"] };

const securityHeaders = (app: FastifyInstance, { isEncrypted, origins }: AppOptions): void => {
  app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
    strictTransportSecurity: isEncrypted,
    referrerPolicy: { policy: 'no-referrer' },
    // For browsers that are gone, and what the content policy says already.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  if (origins.length === 0) return;
  app.register(cors, {
    origin: [...origins],
    methods: ['GET', ...uploadCors.methods],
    allowedHeaders: [
      'authorization',
      'content-type',
      'accept-language',
      'apollo-require-preflight',
      'last-event-id',
      'x-apollo-operation-name',
      traceHeader,
      ...uploadCors.allowedHeaders,
    ],
    exposedHeaders: [correlationHeader, 'retry-after', ...uploadCors.exposedHeaders],
    maxAge: 600,
  });
};

const isToken = (given: string | undefined, token: string): boolean => isSameSecret(given ?? '', `Bearer ${token}`);

const operatorPaths: ReadonlySet<string> = new Set(['/developers', '/healthz', '/readyz', '/metrics', '/.well-known/jwks.json']);

const registerOperators = (app: FastifyInstance, { readiness, jwks, metrics, metricsToken, log }: AppOptions): void => {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const { status, body } = readinessReply(await readiness());
    if (!body.ready) log.debug({ notReady: body.notReady }, 'not ready');
    return reply.code(status).send(body);
  });
  if (metricsToken !== undefined)
    app.get('/metrics', async (request, reply) =>
      isToken(request.headers.authorization, metricsToken)
        ? reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
        : reply
            .code(401)
            .header('www-authenticate', 'Bearer')
            .send({ errors: [{ message: 'Not for you' }] }),
    );
  if (jwks) app.get('/.well-known/jwks.json', async () => jwks);
  app.get('/developers', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(landingPage(request.headers.host)),
  );
};

/** Failures of the framework itself in the words of the registry. */
const frameworkFailure = (error: FastifyError, bodyBytes: number): unknown => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(bodyBytes);
  const isCallers = error.code?.startsWith('FST_') && (error.statusCode ?? 500) < 500;
  return isCallers ? badInput('body', 'The body cannot be read.', '无法读取请求体。') : error;
};

const answerErrors = (app: FastifyInstance, { bodyBytes, log, countError }: AppOptions): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = frameworkFailure(error, bodyBytes);
    const isForeseen = failure !== error || error.name === 'DaqidiError';
    // Whoever hung up in the middle of a request gets no answer and is no fault of ours.
    if (!isForeseen && !(request.raw.destroyed && !request.raw.complete))
      log.error({ err: error, correlationId: request.id }, 'request failed');
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') reply.header('connection', 'close');
    countError(replyFailure(request, reply, failure, failure === error ? undefined : error.statusCode));
    return reply;
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const isKnown = operatorPaths.has(request.url.split('?')[0] ?? '/');
    if (isKnown) reply.header('allow', 'GET, HEAD');
    return reply.code(isKnown ? 405 : 404).send({ errors: [{ message: isKnown ? 'Method not allowed' : 'Not found' }] });
  });
};

/**
 * Everything that the port answers, as a Fastify app without a server of its own. Each answer carries a correlation id of ours, since it
 * leads through logs that callers must not write in.
 */
export const createApp = async (options: AppOptions): Promise<FastifyInstance> => {
  const { randomness, trustedProxies } = options;
  const app = Fastify({
    logger: false,
    requestIdHeader: false,
    genReqId: () => newId(randomness),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
  });
  app.decorateRequest('language', 'en');
  app.decorateRequest('arrivedAt', 0);
  app.decorateRequest('account');
  app.decorateRequest('trail');
  app.addHook('onRequest', (request, reply, next) => {
    request.language = languageOf(request.headers['accept-language']);
    request.arrivedAt = performance.now();
    request.trail = {};
    reply.header(correlationHeader, request.id).header('cache-control', 'no-store');
    next();
  });
  recordAnswers(app, options);
  securityHeaders(app, options);
  app.register(compress, {
    encodings: ['br', 'gzip'],
    // Bodies are small and come as they are: a compressed one could be anything.
    globalDecompression: false,
    // Answers are made once and read once: the best compression would cost more than the bytes it saves.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  answerErrors(app, options);
  registerOperators(app, options);
  if (options.signIn !== undefined) registerDevelopmentSignIn(app, options.signIn);
  registerSignInSettings(app, options.provider);
  serveApps(app, options.apps, options.provider === undefined ? [] : [new URL(options.provider.issuer).origin]);
  app.register(async (scope) => {
    await refuseUnderMemoryPressure(scope, options.heapBytes);
    registerGraphql(scope, options);
    registerUpdates(scope, options);
    registerFiles(scope, options);
    registerUploads(scope, options);
  });
  await app.ready();
  return app;
};
