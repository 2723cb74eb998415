import { DaqidiError, type ErrorCode, type ErrorText, errorCodes } from '@daqidi/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Language } from './language.js';

/** Codes of the GraphQL machinery that mean that the request was at fault. */
const callersFault = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'BAD_REQUEST',
  'INVALID_GRAPHQL',
  'BAD_USER_INPUT',
]);

interface Failure {
  readonly code: ErrorCode;
  readonly text: ErrorText;
  readonly rule?: string | undefined;
  readonly field?: string | undefined;
}

const isText = (value: unknown): value is ErrorText =>
  typeof value === 'object' &&
  value !== null &&
  'en' in value &&
  'zh' in value &&
  typeof value.en === 'string' &&
  typeof value.zh === 'string';

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(errorCodes, value);

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const daqidiErrorIn = (error: unknown): DaqidiError | undefined => {
  for (let at = error; at; at = at instanceof GraphQLError ? at.originalError : undefined) {
    if (at instanceof DaqidiError) return at;
  }
  return undefined;
};

/** A failure as the caller may know it. What comes from a subgraph in full form is kept; what nobody foresaw is INTERNAL. */
const failureOf = (formatted: GraphQLFormattedError, error: unknown): Failure => {
  const extensions = formatted.extensions ?? {};
  const { code, messages } = extensions;
  if (isCode(code) && isText(messages)) {
    return {
      code,
      text: { en: messages.en, zh: messages.zh },
      rule: optional(extensions.rule),
      field: optional(extensions.field),
    };
  }
  const ours = daqidiErrorIn(error);
  if (ours) return ours;
  if (typeof code === 'string' && callersFault.has(code)) {
    return {
      code: 'BAD_USER_INPUT',
      text: { en: formatted.message, zh: `${errorCodes.BAD_USER_INPUT.zh}(${formatted.message})` },
    };
  }
  const known: ErrorCode = code === 'DOWNSTREAM_SERVICE_ERROR' ? 'UNAVAILABLE' : 'INTERNAL';
  return { code: known, text: errorCodes[known] };
};

/** The one form of errors at the edge; language and correlation id follow in `localise`. */
export const formatFailure = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const { code, text, rule, field } = failureOf(formatted, error);
  return {
    message: text.en,
    ...(formatted.path && { path: formatted.path }),
    extensions: {
      code,
      ...(rule !== undefined && { rule }),
      ...(field !== undefined && { field }),
      messages: { en: text.en, zh: text.zh },
    },
  };
};

/** An error that never saw the GraphQL machinery. */
export const formatPlain = (error: unknown): GraphQLFormattedError => formatFailure({ message: '' }, error);

/** Puts the message into the caller's language, and the correlation id beside it. */
export const localise = (error: GraphQLFormattedError, language: Language, correlationId: string): GraphQLFormattedError => {
  const { messages } = error.extensions ?? {};
  return {
    ...error,
    message: isText(messages) ? messages[language] : error.message,
    extensions: { ...error.extensions, correlationId },
  };
};

export const isOurFault = (formatted: GraphQLFormattedError): boolean => {
  const code = formatted.extensions?.code;
  return code === 'INTERNAL' || code === 'UNAVAILABLE';
};
