import type { GraphQLDataSource } from '@apollo/gateway';
import type { FileGrant, Files, UploadTerms } from '@daqidi/files';
import { anonymousClaims, type Claims, type ContextSigner, type TokenVerifier } from '@daqidi/identity';
import {
  type Clock,
  DaqidiError,
  type Logger,
  type Metrics,
  newId,
  type Randomness,
  type Readiness,
  systemClock,
} from '@daqidi/runtime';
import {
  FetchAppealFileDocument,
  FetchEntryFileDocument,
  FetchExportPieceDocument,
  FollowCasesDocument,
  ReadUploadTermsDocument,
} from '@daqidi/schemas/operations';
import { createHttpServer, type HttpServer, type ServerTls } from '@daqidi/subgraph';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { type Access, openAccess } from './access.js';
import { createAdmission } from './admission/admission.js';
import { createCallers } from './admission/callers.js';
import { createEventLoopDelay } from './admission/event-loop-delay.js';
import { createApollo } from './apollo/create-apollo.js';
import { formatPlain, isErrorCode, localise } from './apollo/failures.js';
import { createGate, type Passage } from './apollo/gate.js';
import { createGatewayInterface } from './apollo/gateway-interface.js';
import { createListedOperations } from './apollo/listed-operations.js';
import { createOperationPlugin } from './apollo/operation-plugin.js';
import type { WebApp } from './apps.js';
import { createEngines } from './execution/engines.js';
import { createApp } from './http/app.js';
import type { DevelopmentSignIn } from './http/development-sign-in.js';
import type { FilePiece } from './http/files-route.js';
import type { Language } from './http/language.js';
import type { SignInProvider } from './http/sign-in-settings.js';
import type { UploadAsked } from './http/uploads-route.js';
import { defaultLimits, type Limits } from './limits/limits.js';
import type { GatewayContext } from './request-context.js';
import type { Changes } from './updates/change-feed.js';
import { createStreams } from './updates/streams.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  dataSourceFor(name: string): GraphQLDataSource;
  readonly verifyToken: TokenVerifier;
  readonly signContext: ContextSigner;
  /** Who may ask for which root field at all. Anybody for anything where absent: subgraphs decide alone. */
  readonly access?: Access;
  /** Texts of operations: with them, no others are served. */
  readonly listedOperations?: readonly string[];
  /** Origins of browsers that are let in from elsewhere (CORS). None by default. */
  readonly origins?: readonly string[];
  /** Whoever shows it (as a bearer) may read /metrics, which is not there otherwise. */
  readonly metricsToken?: string;
  /** Proxies (addresses or networks) that are believed about where a request came from. None by default. */
  readonly trustedProxies?: readonly string[];
  /** Overrides of `defaultLimits`. */
  readonly limits?: Partial<Limits>;
  readonly randomness: Randomness;
  /** For rates. Default the system's. */
  readonly clock?: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Which parts can serve right now, by name, and what is away behind them. */
  readiness(): Promise<Readiness>;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Published under /.well-known/jwks.json, where there is a development issuer. */
  readonly jwks?: object;
  /** Where what people upload lies: the services' own. No uploads and no attachments where absent. */
  readonly files?: Files;
  /** Web pages for people. None by default. */
  readonly apps?: readonly WebApp[];
  /** Sign-in without proof, where there is a development issuer. */
  readonly signIn?: DevelopmentSignIn;
  /** Where people sign in from the pages, where tokens come from an identity provider. */
  readonly provider?: SignInProvider;
  /** Milliseconds for requests in flight at a stop. Default 10,000. */
  readonly drain?: number;
  /** Milliseconds for one operation, from its arrival on. Default 10,000. */
  readonly operationDeadline?: number;
  /** Plain HTTP where absent. With `clientCa` every caller must show a certificate, probes included. */
  readonly tls?: ServerTls;
}

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Anonymous when absent. */
  readonly claims?: Claims;
  readonly language?: Language;
  readonly correlationId?: string;
}

export interface OperationResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface Gateway {
  /** Loads the supergraph and listens. */
  start(): Promise<{ readonly url: string }>;
  /** Finishes what is in flight; readiness fails at once. */
  stop(): Promise<void>;
  /**
   * Puts another supergraph into service without failing an operation under way. Rejects, and leaves the one in service, when
   * it is not valid, names an unknown subgraph or one that is not ready. Only between `start` and `stop`.
   */
  reload(supergraphSdl: string): Promise<void>;
  /** Rotated certificates of the gateway's own port; see `HttpServer.reload`. */
  reloadTls(tls: ServerTls): void;
  /** The same pipeline without HTTP: limits, planning, subgraphs, errors. Only between `start` and `stop`. */
  executeOperation(operation: Operation): Promise<OperationResult>;
}

/** Milliseconds for which what the parts said of themselves stands: anybody may ask, and each question is one to every instance. */
const readinessTime = 500;

/** Asks once, and shares the answer for a while. */
const sharedFor = <Answer>(milliseconds: number, ask: () => Promise<Answer>): (() => Promise<Answer>) => {
  let shared: Promise<Answer> | undefined;
  let until = 0;
  return () => {
    if (!shared || performance.now() > until) {
      shared = ask();
      until = performance.now() + milliseconds;
    }
    return shared;
  };
};

interface NamedOperation {
  readonly source: string;
  readonly name: string;
}

/** By which operation a service's ticket is asked about. */
const fileOperations: Readonly<Record<string, NamedOperation | undefined>> = {
  intake: FetchAppealFileDocument,
  assignment: FetchEntryFileDocument,
};

const codeOf = (failed: OperationResult['errors']): unknown => failed?.[0]?.extensions?.code;

const throwFirst = (failed: OperationResult['errors']): void => {
  const code = codeOf(failed);
  if (failed?.[0] !== undefined) throw new DaqidiError(isErrorCode(code) ? code : 'INTERNAL');
};

/** Whoever asks from within the process is not counted. */
const freeAccount: GatewayContext['account'] = { charge: () => undefined, attempt: () => undefined };

/** One source a subgraph, whichever supergraph asks for it. */
const sourcesByName = ({ dataSourceFor }: Pick<GatewayOptions, 'dataSourceFor'>): GatewayOptions['dataSourceFor'] => {
  const sources = new Map<string, GraphQLDataSource>();
  return (name) => {
    const source = sources.get(name) ?? dataSourceFor(name);
    sources.set(name, source);
    return source;
  };
};

export const createGateway = (options: GatewayOptions): Gateway => {
  const { signContext, verifyToken, randomness, log, metrics, clock = systemClock } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const operationDeadline = options.operationDeadline ?? 10_000;
  const errors = metrics.counter({
    name: 'daqidi_gateway_errors_total',
    help: 'Errors answered, by code.',
    labels: ['code'],
  });
  const countError = (code: string): void => errors.inc({ code });
  const engines = createEngines({ supergraphSdl: options.supergraphSdl, dataSourceFor: sourcesByName(options), log });
  const { gateway, engineOf } = createGatewayInterface(engines);
  const listed = options.listedOperations && createListedOperations(options.listedOperations);
  const access = options.access ?? openAccess;
  const apollo = createApollo({
    gateway,
    plugins: [createOperationPlugin({ engineOf, access, limits, log, countError })],
    limits,
    listed,
    log,
  });
  const gate = createGate({
    limits,
    listed,
    planned: (queryHash, operationName) => engines.current().operations.planned(queryHash, operationName),
  });
  const delay = createEventLoopDelay();
  let app: FastifyInstance | undefined;
  let stopped: Promise<void> | undefined;
  const server: HttpServer = createHttpServer({
    host: options.host,
    port: options.port,
    drain: options.drain ?? 10_000,
    tls: options.tls,
    handle: (request, response) => app?.routing(request, response),
  });
  const ask = sharedFor(readinessTime, options.readiness);
  const readiness = async (): Promise<Readiness> => {
    const { parts, degraded = [] } = await ask();
    return { parts: { gateway: !server.stopping, ...parts }, degraded };
  };
  const streams = createStreams({ most: limits.updateStreams, tick: limits.updateTick });
  const stop = async (): Promise<void> => {
    delay.stop();
    streams.stop();
    await server.stop();
    await app?.close();
    // One that never started has nothing to let go of, and says so.
    if (app) await apollo.stop();
  };
  const executeOperation: Gateway['executeOperation'] = async ({
    query,
    variables,
    operationName,
    claims = anonymousClaims,
    language = 'en',
    ...rest
  }) => {
    const correlationId = rest.correlationId ?? newId(randomness);
    const endsAt = performance.now() + operationDeadline;
    let passage: Passage | undefined;
    try {
      passage = await gate.enter({ query, operationName, variables }, freeAccount, endsAt);
      const contextValue: GatewayContext = {
        claims,
        signed: await signContext.sign(claims),
        correlationId,
        traceparent: undefined,
        language,
        endsAt,
        account: freeAccount,
        passage,
        trail: {},
      };
      const { body } = await apollo.executeOperation({ query, variables: { ...variables }, operationName }, { contextValue });
      if (body.kind !== 'single') throw new Error('the answer comes in parts');
      const { data, errors: failed } = body.singleResult;
      return { ...(data !== undefined && { data }), ...(failed && { errors: failed }) };
    } catch (error) {
      return { errors: [localise(formatPlain(error), language, correlationId)] };
    } finally {
      passage?.end();
    }
  };
  const changesFor = async (claims: Claims, since: string | null): Promise<Changes> => {
    const { source: query, name: operationName } = FollowCasesDocument;
    const { data, errors: failed } = await executeOperation({ query, operationName, variables: { since }, claims });
    const code = codeOf(failed);
    // Whoever reads no appeals at all is told of none, as one for whom none has changed.
    if (code === 'FORBIDDEN') return { cursor: null, changes: [], more: false };
    throwFirst(failed);
    return data?.caseChanges as Changes;
  };
  /** What the only field of a named operation answers; throws what it is refused with. */
  const answerTo = async <Answer>(
    { source: query, name: operationName }: NamedOperation,
    asked: Pick<Parameters<Gateway['executeOperation']>[0], 'variables' | 'claims'>,
  ): Promise<Answer | null> => {
    const { data, errors: failed } = await executeOperation({ query, operationName, ...asked });
    throwFirst(failed);
    const [answer] = Object.values(data ?? {});
    return (answer ?? null) as Answer | null;
  };
  const pieceOf = (ticket: string, number: number): Promise<FilePiece | null> =>
    answerTo(FetchExportPieceDocument, { variables: { ticket, number } });
  const files = options.files ?? null;
  const termsFor = (claims: Claims, asked: UploadAsked): Promise<UploadTerms | null> =>
    answerTo(ReadUploadTermsDocument, { variables: { ...asked }, claims });
  const grantOf = async (ticket: string): Promise<FileGrant | null> => {
    const asking = fileOperations[ticket.split('~')[0] ?? ''];
    if (asking === undefined || files === null) return null;
    const granted = await answerTo<{ readonly sealed: string }>(asking, { variables: { ticket } });
    return granted && (files.open(granted.sealed) as FileGrant);
  };
  return {
    start: async () => {
      await apollo.start();
      app = await createApp({
        apollo,
        admission: createAdmission(limits, delay),
        callers: createCallers(limits, verifyToken, clock),
        verifyToken,
        streams,
        changesFor,
        pieceOf,
        files,
        termsFor,
        grantOf,
        gate,
        signContext,
        origins: options.origins ?? [],
        bodyBytes: limits.bodyBytes,
        heapBytes: limits.heapBytes,
        operationDeadline,
        countError,
        readiness,
        jwks: options.jwks,
        apps: options.apps ?? [],
        signIn: options.signIn,
        provider: options.provider,
        metrics,
        metricsToken: options.metricsToken,
        isEncrypted: options.tls !== undefined,
        trustedProxies: options.trustedProxies ?? [],
        log,
        randomness,
      });
      const { url } = await server.start();
      delay.start();
      return { url };
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    reload: engines.reload,
    reloadTls: server.reload,
    executeOperation,
  };
};
