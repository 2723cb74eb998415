import type { IncomingMessage, ServerResponse } from 'node:http';
import { anonymousClaims, type Claims, type ContextSigner, type TokenVerifier, traceHeader } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import { readJsonBody, tooLarge } from '@daqidi/subgraph';
import type { Admission } from './admission.js';
import { type GatewayContext, traceparentOf } from './context.js';
import { answerType, askedOf } from './graphql-request.js';
import type { Pipeline } from './pipeline.js';
import { replyFailure, type Scene } from './replies.js';

export interface AnswerOptions {
  readonly admission: Admission;
  readonly pipeline: Pipeline;
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

const isTooLarge = (error: unknown): boolean => error instanceof DaqidiError && error.field === tooLarge(0).field;

/** Answers /graphql; resolves with the status once the answer is on its way. */
export const createAnswerGraphql = (options: AnswerOptions) => {
  const { admission, pipeline, verifyToken, signContext, bodyBytes, operationDeadline } = options;
  const answer = async (request: IncomingMessage, response: ServerResponse, search: string, scene: Scene): Promise<void> => {
    const endsAt = performance.now() + operationDeadline;
    admission.arrived(response);
    admission.checkRoom(response);
    const claims = await claimsFrom(request.headers.authorization, verifyToken);
    admission.count(request, response, claims);
    const body = request.method === 'POST' ? await readJsonBody(request, bodyBytes) : undefined;
    const asked = askedOf(request, search, body);
    const contentType = answerType(request.headers.accept);
    const context: GatewayContext = {
      ...scene,
      claims,
      signed: await signContext.sign(claims),
      traceparent: traceparentOf(request.headers[traceHeader] as string | undefined),
      endsAt,
    };
    // Only now: whoever sends a body slowly takes no room from others.
    const { status, ...result } = await admission.withinRoom(response, () => pipeline(asked, context));
    const text = JSON.stringify(result);
    if (status === 405) response.setHeader('allow', 'POST');
    response.writeHead(status, {
      'content-type': contentType,
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
