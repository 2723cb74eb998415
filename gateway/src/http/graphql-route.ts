import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { type ContextSigner, traceHeader } from '@daqidi/identity';
import { badInput, type DaqidiError } from '@daqidi/runtime';
import { isRecord } from '@daqidi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Admission } from '../admission/admission.js';
import type { Callers } from '../admission/callers.js';
import { localise } from '../apollo/failures.js';
import type { Asked, Gate, Passage } from '../apollo/gate.js';
import { type GatewayContext, traceparentOf } from '../request-context.js';
import { readJson, readSearch } from './read-json.js';
import { isAcceptable, replyFailure } from './replies.js';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly admission: Admission;
  readonly callers: Callers;
  readonly gate: Gate;
  readonly signContext: ContextSigner;
  /** Origins of browsers that are let in from elsewhere. */
  readonly origins: readonly string[];
  readonly bodyBytes: number;
  /** Milliseconds for one operation, from its arrival on. */
  readonly operationDeadline: number;
  countError(code: string): void;
}

/** What a request asks for, read loosely: Apollo Server says what is wrong with it. */
const askedIn = ({ method, body }: FastifyRequest, search: string): Asked => {
  if (method === 'POST') return isRecord(body) ? body : {};
  const fields = new URLSearchParams(search);
  const parsed = (name: string): unknown => {
    try {
      return JSON.parse(fields.get(name) ?? 'null') as unknown;
    } catch {
      return null;
    }
  };
  return {
    query: fields.get('query') ?? undefined,
    operationName: fields.get('operationName'),
    variables: parsed('variables'),
    extensions: parsed('extensions'),
  };
};

/**
 * Whether a page of another site may have made a browser send this, by what browsers say of it themselves (`Sec-Fetch-Site`). A query by
 * GET changes nothing and carries no token that a browser would add by itself, so that the word of those that say nothing is enough.
 */
const isFromElsewhere = ({ headers }: FastifyRequest, origins: readonly string[]): boolean => {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return headers.origin === undefined || !origins.includes(headers.origin);
};

/** The headers that Apollo Server decides by; whatever else there is has been read before it. */
const readByApollo = ['accept', 'content-type', 'x-apollo-operation-name', 'apollo-require-preflight'];

const headersOf = (request: FastifyRequest, origins: readonly string[]): HeaderMap => {
  const headers = new HeaderMap();
  for (const name of readByApollo) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (request.method !== 'POST' && !isFromElsewhere(request, origins)) headers.set('apollo-require-preflight', 'true');
  return headers;
};

/** What Apollo Server refused before there was an operation: it knows the caller's language as little as who counts. */
const localised = (text: string, request: FastifyRequest, countError: (code: string) => void): string => {
  const { errors = [], ...rest } = JSON.parse(text) as { readonly errors?: readonly GraphQLFormattedError[] };
  for (const { extensions } of errors) countError(String(extensions?.code));
  return JSON.stringify({ errors: errors.map((error) => localise(error, request.language, request.id)), ...rest });
};

const notAcceptable = (): DaqidiError =>
  badInput(
    'accept',
    'The answer is JSON: accept application/json or application/graphql-response+json.',
    '答复为 JSON:请接受 application/json 或 application/graphql-response+json。',
  );

/**
 * Clients that only know plain JSON take any other status for a failure of the transport: to them, a request that was one of GraphQL
 * comes to 200, whatever is wrong with its operation (GraphQL over HTTP, application/json).
 */
const httpStatus = (status: number | undefined, isLegacy: boolean): number =>
  status === undefined || (status === 400 && isLegacy) ? 200 : status;

/** `/graphql`: who asks is counted and known before the body is read, what he asks before Apollo Server reads it. */
export const registerGraphql = (app: FastifyInstance, options: GraphqlRouteOptions): void => {
  const { apollo, admission, callers, gate, signContext, origins, bodyBytes, operationDeadline, countError } = options;

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    readJson(request.headers['content-type'] ?? '', body),
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async () => undefined);

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    http: HTTPGraphQLRequest,
    passage: Passage,
    endsAt: number,
  ): Promise<FastifyReply> => {
    const { account, language, id: correlationId, trail } = request;
    const contextValue: GatewayContext = {
      claims: account.claims,
      signed: await signContext.sign(account.claims),
      correlationId,
      traceparent: traceparentOf(request.headers[traceHeader] as string | undefined),
      language,
      endsAt,
      account,
      passage,
      trail,
    };
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: http,
      context: async () => contextValue,
    });
    if (body.kind !== 'complete') throw new Error('the answer comes in parts');
    for (const [name, value] of headers) reply.header(name, value);
    const isPlainJson = headers.get('content-type')?.startsWith('application/json') === true;
    const isOurs = trail.isLocalised || headers.get('content-type')?.startsWith('text/html') === true;
    return reply
      .code(httpStatus(status, isPlainJson && trail.isOperation === true))
      .send(isOurs ? body.string : localised(body.string, request, countError));
  };

  app.all('/graphql', {
    bodyLimit: bodyBytes,
    onRequest: async (request, reply) => {
      admission.checkRoom();
      request.account = await callers.admit(request.ip, request.headers.authorization);
      // A page for a browser is no operation; of one, nothing is done whose answer nobody takes.
      if (isAcceptable(request) || (request.method === 'GET' && request.headers.accept?.includes('text/html'))) return;
      countError(replyFailure(request, reply, notAcceptable(), 406));
      return reply;
    },
    handler: (request, reply) => {
      const endsAt = request.arrivedAt + operationDeadline;
      const search = readSearch(request.url);
      const http = { method: request.method, headers: headersOf(request, origins), search, body: request.body };
      return admission.withinRoom(async () => {
        const passage = await gate.enter(askedIn(request, search), request.account, endsAt);
        try {
          return await answer(request, reply, http, passage, endsAt);
        } finally {
          passage.end();
        }
      });
    },
  });
};
