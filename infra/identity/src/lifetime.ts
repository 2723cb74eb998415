import type { JWTPayload } from 'jose';
import { unauthenticated } from './claims.js';

/** How far the clocks of two machines may be apart, in seconds. */
const leeway = 30;

/**
 * The end of a verified payload, in milliseconds since the epoch, as `now` is. UNAUTHENTICATED for one that was issued in the future, or
 * for longer than this: such a token would outlive whatever is done about it.
 */
export const endOf = ({ iat, exp }: JWTPayload, now: number, longestSeconds: number): number => {
  if (typeof iat !== 'number' || typeof exp !== 'number') throw unauthenticated();
  if (iat > now / 1000 + leeway || exp - iat > longestSeconds) throw unauthenticated();
  return exp * 1000;
};
