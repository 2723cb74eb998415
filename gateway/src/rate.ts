import { createBoundedCache } from '@daqidi/identity';
import type { Clock } from '@daqidi/runtime';

export interface RateOptions {
  readonly clock: Clock;
  /** Requests a second, in the long run. */
  readonly ratePerSecond: number;
  /** Requests at once, after a rest. */
  readonly burst: number;
  /** How many callers are remembered. Default 10,000; who is pushed out begins anew. */
  readonly callers?: number;
}

export interface Rate {
  /** Counts one request of this caller. Answers 0, or the whole seconds after which the next will be let through. */
  take(caller: string): number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** A bucket of tokens for each caller: filled at the rate, never beyond the burst, a token a request. */
export const createRate = ({ clock, ratePerSecond, burst, callers = 10_000 }: RateOptions): Rate => {
  const buckets = createBoundedCache<Bucket>(callers, clock);
  const fillTime = Math.ceil((burst / ratePerSecond) * 1_000);
  return {
    take: (caller) => {
      const now = clock.now();
      const bucket = buckets.get(caller) ?? { tokens: burst, filledAt: now };
      // A clock that was set back must not empty anything.
      const gained = (Math.max(0, now - bucket.filledAt) / 1_000) * ratePerSecond;
      bucket.tokens = Math.min(burst, bucket.tokens + gained);
      bucket.filledAt = now;
      const allowed = bucket.tokens >= 1;
      if (allowed) bucket.tokens -= 1;
      buckets.set(caller, bucket, now + fillTime);
      return allowed ? 0 : Math.ceil((1 - bucket.tokens) / ratePerSecond);
    },
  };
};
