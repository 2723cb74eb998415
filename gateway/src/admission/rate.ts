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
  /** Whole seconds after which the next request of this caller will be let through; 0 for now. Counts nothing. */
  wait(caller: string): number;
  /**
   * Counts one request of this caller, at `weight` times the price of an ordinary one (default 1). Answers 0, or, having counted
   * nothing, the seconds to wait. A heavy one is let through while anything is left, and its price is owed afterwards.
   */
  take(caller: string, weight?: number): number;
}

interface Bucket {
  readonly tokens: number;
  readonly filledAt: number;
}

/** A bucket of tokens for each caller: filled at the rate, never beyond the burst, a token a request. */
export const createRate = ({ clock, ratePerSecond, burst, callers = 10_000 }: RateOptions): Rate => {
  const buckets = createBoundedCache<Bucket>(callers, clock);
  const filled = (caller: string, now: number): number => {
    const { tokens, filledAt } = buckets.get(caller) ?? { tokens: burst, filledAt: now };
    // A clock that was set back must not empty anything.
    return Math.min(burst, tokens + (Math.max(0, now - filledAt) / 1_000) * ratePerSecond);
  };
  const secondsUntilOne = (tokens: number): number => (tokens >= 1 ? 0 : Math.ceil((1 - tokens) / ratePerSecond));
  return {
    wait: (caller) => secondsUntilOne(filled(caller, clock.now())),
    take: (caller, weight = 1) => {
      const now = clock.now();
      const tokens = filled(caller, now);
      const wait = secondsUntilOne(tokens);
      const left = wait === 0 ? tokens - weight : tokens;
      buckets.set(caller, { tokens: left, filledAt: now }, now + Math.ceil(((burst - left) / ratePerSecond) * 1_000));
      return wait;
    },
  };
};
