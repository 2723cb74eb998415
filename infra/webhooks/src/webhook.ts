import type { Clock } from '@daqidi/runtime';
import { signMessage } from './signature.js';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** How long a receiver may take, in milliseconds. */
const patience = 5_000;

/**
 * Posts messages to one receiver as Standard Webhooks has it, signed, each under an id that is the same when it is sent again. Rejects
 * unless it answers 2xx in time. It goes where the operator said and nowhere else: no redirect is followed.
 */
export const createWebhook =
  ({ url, secret }: WebhookTarget, clock: Clock) =>
  async (id: string, message: object): Promise<void> => {
    const body = JSON.stringify(message);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signMessage(secret, { id, now: clock.now(), body }) },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
  };
