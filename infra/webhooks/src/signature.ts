import { createHmac } from 'node:crypto';
import { isSameSecret } from '@daqidi/identity';

/** Headers of Standard Webhooks 1.0, and a second signature for those who verify with SM3. */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  /** Seconds since the epoch. */
  readonly 'webhook-timestamp': string;
  /** One or more, apart by blanks: `v1,<HMAC-SHA256, base64>` and `v1sm3,<HMAC-SM3, base64>`. */
  readonly 'webhook-signature': string;
}

const suites = { v1: 'sha256', v1sm3: 'sm3' } as const;

/** A secret as it is handed over: `whsec_` and base64, or the bare bytes of a text. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);

const signed = (suite: keyof typeof suites, secret: string, content: string): string =>
  `${suite},${createHmac(suites[suite], keyOf(secret)).update(content).digest('base64')}`;

interface Message {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly body: string;
}

export const signMessage = (secret: string, { id, now, body }: Message): WebhookHeaders => {
  const timestamp = String(Math.floor(now / 1_000));
  const content = `${id}.${timestamp}.${body}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `${signed('v1', secret, content)} ${signed('v1sm3', secret, content)}`,
  };
};

/** How old a message may be, in milliseconds, and how far ahead its sender's clock. */
const tolerance = 300_000;

/** Whether a message was signed with this secret and lately; for whoever receives it. */
export const verifyMessage = (
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  { body, now }: Omit<Message, 'id'>,
): boolean => {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures = '' } = headers;
  if (id === '' || !(Math.abs(now - Number(timestamp) * 1_000) <= tolerance)) return false;
  const content = `${id}.${timestamp}.${body}`;
  const expected = (Object.keys(suites) as (keyof typeof suites)[]).map((suite) => signed(suite, secret, content));
  return signatures.split(' ').some((given) => expected.some((one) => isSameSecret(one, given)));
};
