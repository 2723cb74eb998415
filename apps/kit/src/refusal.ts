import type { Bilingual } from '@daqidi/schemas/operations';

/** OFFLINE is ours: nothing came back. All others are the platform's (docs/errors.md). */
export type RefusalCode =
  | 'OFFLINE'
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RULE_VIOLATION'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

const codes: readonly string[] = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RULE_VIOLATION',
  'RATE_LIMITED',
  'UNAVAILABLE',
];

/** Why something was not done, in both languages. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly text: Bilingual;
  /** Which field of the input it is about, where it is about one. */
  readonly field: string | null;
  /** Which rule forbids it, where one does. */
  readonly rule: string | null;
  /** Names the request in the logs. */
  readonly correlationId: string | null;

  constructor(
    code: RefusalCode,
    text: Bilingual,
    { field = null, rule = null, correlationId = null }: Partial<Pick<Refusal, 'field' | 'rule' | 'correlationId'>> = {},
  ) {
    super(text.en);
    this.code = code;
    this.text = text;
    this.field = field;
    this.rule = rule;
    this.correlationId = correlationId;
  }
}

export interface AnsweredError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly field?: string;
    readonly rule?: string;
    readonly correlationId?: string;
    readonly messages?: Bilingual;
  };
}

export const refusalOf = ({ message, extensions = {} }: AnsweredError): Refusal => {
  const { code = '', messages, field = null, rule = null, correlationId = null } = extensions;
  const known = codes.includes(code) ? (code as RefusalCode) : 'INTERNAL';
  return new Refusal(known, messages ?? { zh: message, en: message }, { field, rule, correlationId });
};

export const offline = (): Refusal =>
  new Refusal('OFFLINE', {
    zh: '网络不通，请稍后重试;已填写的内容不会丢失。',
    en: 'The network is away. Try again; what you typed is kept.',
  });
