/**
 * The one registry of failure codes a caller can see (docs/errors.md). What is not a `DaqidiError` is masked at
 * the edge as INTERNAL and logged with its correlation id.
 */
export const errorCodes = {
  BAD_USER_INPUT: { en: 'The input is not valid.', zh: '输入无效。' },
  UNAUTHENTICATED: { en: 'Please sign in.', zh: '请先登录。' },
  FORBIDDEN: { en: 'Your posts do not permit this.', zh: '您的岗位无权进行此操作。' },
  NOT_FOUND: { en: 'There is nothing here.', zh: '未找到。' },
  CONFLICT: { en: 'This has changed since you looked at it; read it again.', zh: '内容已变化,请重新读取后再试。' },
  RULE_VIOLATION: { en: 'A rule of the procedure does not allow this.', zh: '办理规则不允许此操作。' },
  RATE_LIMITED: { en: 'Too many requests; please try again later.', zh: '请求过多,请稍后再试。' },
  UNAVAILABLE: { en: 'Not available right now; nothing was changed. Please try again.', zh: '暂时不可用,未作任何更改,请重试。' },
  PERSISTED_QUERY_NOT_FOUND: { en: 'PersistedQueryNotFound', zh: '未登记此查询,请附上全文。' },
  PERSISTED_QUERY_NOT_SUPPORTED: { en: 'PersistedQueryNotSupported', zh: '不支持按摘要提交查询,请附上全文。' },
  INTERNAL: { en: 'Something went wrong on our side.', zh: '系统内部出现问题。' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorText {
  readonly en: string;
  readonly zh: string;
}

export interface ErrorOptions {
  /** Replaces the registry's general sentence with a precise one. Never holds what the caller may not see. */
  readonly text?: ErrorText;
  /** For RULE_VIOLATION: the name of the rule (docs/errors.md). */
  readonly rule?: string;
  /** The path of the offending input field: for BAD_USER_INPUT, and for RULE_VIOLATION where the rule is about one field. */
  readonly field?: string;
  readonly cause?: unknown;
}

export class DaqidiError extends Error {
  override readonly name = 'DaqidiError';
  readonly code: ErrorCode;
  readonly text: ErrorText;
  readonly rule: string | undefined;
  readonly field: string | undefined;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    const text = options.text ?? errorCodes[code];
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.text = text;
    this.rule = options.rule;
    this.field = options.field;
  }
}

export const badInput = (field: string, en: string, zh: string): DaqidiError =>
  new DaqidiError('BAD_USER_INPUT', { field, text: { en, zh } });

export const notFound = (): DaqidiError => new DaqidiError('NOT_FOUND');

export const conflict = (text?: ErrorText): DaqidiError => new DaqidiError('CONFLICT', text ? { text } : {});

export const unavailable = (cause?: unknown): DaqidiError => new DaqidiError('UNAVAILABLE', { cause });
