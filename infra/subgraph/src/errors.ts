import { DaqidiError, type ErrorCode, errorCodes, requestFault } from '@daqidi/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorLog } from './log.js';

export interface ErrorScene {
  readonly correlationId: string;
  readonly log: ErrorLog;
}

const root = (error: unknown): unknown => {
  let at = error;
  while (at instanceof GraphQLError && at.originalError) at = at.originalError;
  return at;
};

/**
 * The caller's fault: unreadable documents and variables have no path; an argument that turned out null has nodes of its
 * own. A value that a scalar could not serialize has neither: that one is ours.
 */
const isCallersFault = (error: GraphQLError, cause: unknown): boolean =>
  cause instanceof GraphQLError && (error.path === undefined || (cause !== error && (cause.nodes?.length ?? 0) > 0));

const formatted = (
  error: GraphQLError | undefined,
  failure: {
    readonly code: ErrorCode;
    readonly text: { en: string; zh: string };
    readonly rule?: string;
    readonly field?: string;
  },
  correlationId: string,
): GraphQLFormattedError => ({
  message: failure.text.en,
  ...(error?.path && { path: error.path }),
  extensions: {
    code: failure.code,
    ...(failure.rule !== undefined && { rule: failure.rule }),
    ...(failure.field !== undefined && { field: failure.field }),
    messages: { en: failure.text.en, zh: failure.text.zh },
    correlationId,
  },
});

/** The one translation of failures for callers. What is no `DaqidiError` and no fault of the document is masked and logged. */
export const toFormattedError = (error: unknown, { correlationId, log }: ErrorScene): GraphQLFormattedError => {
  const located = error instanceof GraphQLError ? error : undefined;
  const cause = root(error);
  if (cause instanceof DaqidiError) {
    const { code, text, rule, field } = cause;
    if (code === 'INTERNAL') log.error({ err: cause, correlationId, path: located?.path }, 'request failed');
    return formatted(
      located,
      { code, text, ...(rule !== undefined && { rule }), ...(field !== undefined && { field }) },
      correlationId,
    );
  }
  if (located && isCallersFault(located, cause)) {
    return formatted(located, { code: 'BAD_USER_INPUT', text: requestFault((cause as GraphQLError).message) }, correlationId);
  }
  log.error({ err: cause, correlationId, path: located?.path }, 'request failed');
  return formatted(located, { code: 'INTERNAL', text: errorCodes.INTERNAL }, correlationId);
};
