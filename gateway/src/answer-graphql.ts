import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { anonymousClaims, type Claims, type ContextSigner, type TokenVerifier, traceHeader } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import { readJsonBody, tooLarge } from '@daqidi/subgraph';
import { type GatewayContext, traceparentOf } from './context.js';
import { localiseBody, replyFailure, type Scene } from './replies.js';

export interface AnswerOptions {
  readonly apollo: ApolloServer<GatewayContext & BaseContext>;
  readonly verifyToken: TokenVerifier;
  readonly signContext: ContextSigner;
  readonly bodyBytes: number;
  /** Milliseconds. */
  readonly operationDeadline: number;
}

/** No header is anonymous; a header that is no good token is UNAUTHENTICATED, never anonymous. */
const claimsFrom = async (authorization: string | undefined, verifier: TokenVerifier): Promise<Claims> => {
  if (authorization === undefined) return anonymousClaims;
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new DaqidiError('UNAUTHENTICATED');
  return verifier.verify(token);
};

const graphqlRequest = (request: IncomingMessage, search: string, body: unknown): HTTPGraphQLRequest => {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return { method: request.method ?? 'GET', headers, search, body };
};

const isTooLarge = (error: unknown): boolean => error instanceof DaqidiError && error.field === tooLarge(0).field;

/** Answers /graphql; resolves with the status once the answer is on its way. */
export const createAnswerGraphql = (options: AnswerOptions) => {
  const { apollo, verifyToken, signContext, bodyBytes, operationDeadline } = options;
  const answer = async (request: IncomingMessage, response: ServerResponse, search: string, scene: Scene): Promise<void> => {
    const endsAt = performance.now() + operationDeadline;
    const claims = await claimsFrom(request.headers.authorization, verifyToken);
    const body = request.method === 'POST' ? await readJsonBody(request, bodyBytes) : undefined;
    const context: GatewayContext = {
      ...scene,
      claims,
      signed: await signContext.sign(claims),
      traceparent: traceparentOf(request.headers[traceHeader] as string | undefined),
      endsAt,
      progress: { localised: false },
    };
    const {
      status,
      headers,
      body: made,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: graphqlRequest(request, search, body),
      context: async () => context,
    });
    if (made.kind !== 'complete') throw new Error('incremental delivery is not served');
    const text = context.progress.localised ? made.string : localiseBody(made.string, scene);
    response.writeHead(status ?? 200, {
      ...Object.fromEntries(headers),
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(text);
  };
  return async (request: IncomingMessage, response: ServerResponse, search: string, scene: Scene): Promise<void> => {
    try {
      await answer(request, response, search, scene);
    } catch (error) {
      if (!(error instanceof DaqidiError)) throw error;
      if (error.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer');
      if (isTooLarge(error)) response.setHeader('connection', 'close');
      replyFailure(response, error, scene, isTooLarge(error) ? 413 : undefined);
    }
  };
};
