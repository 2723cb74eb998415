import { badInput, DaqidiError, type ErrorCode, type ErrorText, errorCodes, requestFault } from '@daqidi/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Language } from '../http/language.js';
import { beyond, type Limits } from '../limits/limits.js';

/** Codes of the GraphQL machinery that mean that the request was at fault. */
const callersFault = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'INVALID_GRAPHQL',
  'BAD_USER_INPUT',
]);

/** Codes that clients of persisted queries act on: kept as they are. */
const protocolCodes: ReadonlySet<unknown> = new Set(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** What Apollo's validation refuses by rules of its own. */
const introspectionOff = badInput('query', 'Introspection is switched off.', '已关闭内省查询。');

const statusOf: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  NOT_FOUND: 404,
  CONFLICT: 409,
};

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

export const isErrorCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(errorCodes, value);

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const daqidiErrorIn = (error: unknown): DaqidiError | undefined => {
  for (let at = error; at; at = at instanceof GraphQLError ? at.originalError : undefined) {
    if (at instanceof DaqidiError) return at;
  }
  return undefined;
};

const asBadInput = (text: ErrorText): Failure => ({ code: 'BAD_USER_INPUT', text });

/** Apollo Server's own words about a request that is none of GraphQL; they repeat nothing of it. */
const noOperation = (message: string): ErrorText => ({ en: message, zh: '请求不是有效的 GraphQL 请求。' });

/** Apollo Server refuses some requests without a code, by their status alone. */
const isCallersFault = (error: unknown): boolean => {
  const http = error instanceof GraphQLError ? (error.extensions.http as Partial<RefusalHttp> | undefined) : undefined;
  return http?.status !== undefined && http.status >= 400 && http.status < 500;
};

/** A failure as the caller may know it. What comes from a subgraph in full form is kept; what nobody foresaw is INTERNAL. */
const failureOf = (formatted: GraphQLFormattedError, error: unknown): Failure => {
  const extensions = formatted.extensions ?? {};
  const { code, messages } = extensions;
  if (isErrorCode(code) && isText(messages)) {
    return {
      code,
      text: { en: messages.en, zh: messages.zh },
      rule: optional(extensions.rule),
      field: optional(extensions.field),
    };
  }
  const ours = daqidiErrorIn(error);
  if (ours) return ours;
  if (isErrorCode(code) && protocolCodes.has(code)) return { code, text: errorCodes[code] };
  if (extensions.validationErrorCode === 'INTROSPECTION_DISABLED') return introspectionOff;
  if (typeof code === 'string' && callersFault.has(code))
    return asBadInput(code === 'BAD_REQUEST' ? noOperation(formatted.message) : requestFault(formatted.message));
  if (isCallersFault(error)) return asBadInput(noOperation(formatted.message));
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

/** GraphQL's hint stands at the end. No pattern is looked for: the text before it may be a caller's, and long. */
const withoutHint = (message: string): string => {
  const at = message.endsWith('?') ? message.lastIndexOf('Did you mean ') : -1;
  return at < 0 ? message : message.slice(0, at).trimEnd();
};

/** `formatFailure` for Apollo Server: its own limit by our name, and no hints at a schema that is not shown. */
export const createFormatError =
  (limits: Pick<Limits, 'introspection' | 'recursiveSelections'>) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    if (formatted.extensions?.validationErrorCode === 'MAX_RECURSIVE_SELECTIONS_EXCEEDED')
      return formatPlain(beyond('recursiveSelections', limits.recursiveSelections));
    const message = limits.introspection ? formatted.message : withoutHint(formatted.message);
    return formatFailure({ ...formatted, message }, error);
  };

/** An error that never saw the GraphQL machinery. */
export const formatPlain = (error: unknown): GraphQLFormattedError => formatFailure({ message: '' }, error);

export interface RefusalHttp {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** What refusing a whole request comes to over HTTP. */
export const httpOf = (error: unknown): RefusalHttp => {
  const headers = new Map<string, string>();
  if (!(error instanceof DaqidiError)) return { status: 500, headers };
  if (error.code === 'UNAUTHENTICATED') headers.set('www-authenticate', 'Bearer');
  if (error.code === 'RATE_LIMITED') headers.set('retry-after', String('retryAfter' in error ? error.retryAfter : 1));
  if (error.code === 'UNAVAILABLE') headers.set('retry-after', '1');
  return { status: statusOf[error.code] ?? 500, headers };
};

/** A refusal of a whole operation, as Apollo Server takes it. */
export const refusal = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError(error instanceof Error ? error.message : String(error), {
        originalError: error instanceof Error ? error : null,
        extensions: { http: httpOf(error) },
      });

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
