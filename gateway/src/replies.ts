import type { ServerResponse } from 'node:http';
import { DaqidiError, type ErrorCode } from '@daqidi/runtime';
import { formatPlain, localise } from './failures.js';
import type { Language } from './language.js';

export interface Scene {
  readonly correlationId: string;
  readonly language: Language;
}

const statusOf: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

export const reply = (response: ServerResponse, status: number, contentType: string, body: string): void => {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
};

export const replyJson = (response: ServerResponse, status: number, body: unknown): void =>
  reply(response, status, 'application/json; charset=utf-8', JSON.stringify(body));

/** A failure outside the GraphQL pipeline, in the same form as those within it. */
export const replyFailure = (response: ServerResponse, error: unknown, scene: Scene, status?: number): void => {
  const formatted = localise(formatPlain(error), scene.language, scene.correlationId);
  const own = error instanceof DaqidiError ? statusOf[error.code] : undefined;
  replyJson(response, status ?? own ?? 500, { errors: [formatted] });
};
