import { createBoundedCache } from '@daqidi/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { formatPlain, httpOf, localise } from '../apollo/failures.js';

const types = ['application/json', 'application/graphql-response+json'];

/** Clients say a handful of things here, and the same with every request; longer ones are read anew each time. */
const remembered = createBoundedCache<{ readonly type: string | undefined }>(100);
const longestRemembered = 200;

/** As Apollo Server chooses it: what the caller likes best, plain JSON where he does not say; undefined where he takes neither. */
const liked = ({ headers }: FastifyRequest): string | undefined => {
  const { accept = '' } = headers;
  const kept = remembered.get(accept);
  if (kept) return kept.type;
  const type = new Negotiator({ headers }).mediaType(types);
  if (accept.length <= longestRemembered) remembered.set(accept, { type });
  return type;
};

/** Whether the caller takes what an operation answers. */
export const isAcceptable = (request: FastifyRequest): boolean => liked(request) !== undefined;

/**
 * Sends a failure that Apollo Server has not seen, in the same form as those it has, and answers its code. `status` where the framework
 * has chosen one.
 */
export const replyFailure = (request: FastifyRequest, reply: FastifyReply, error: unknown, status?: number): string => {
  const http = httpOf(error);
  for (const [name, value] of http.headers) reply.header(name, value);
  const failure = localise(formatPlain(error), request.language, request.id);
  reply
    .code(status ?? http.status)
    .type(`${liked(request) ?? types[0]}; charset=utf-8`)
    .send(JSON.stringify({ errors: [failure] }));
  return String(failure.extensions?.code);
};
