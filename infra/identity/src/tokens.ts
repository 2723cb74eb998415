import { type Clock, longestTokenLife, unavailable } from '@daqidi/runtime';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { createBoundedCache } from './bounded-cache.js';
import { claimsOf, unauthenticated } from './claims.js';
import { refusal } from './context.js';
import { endOf } from './lifetime.js';
import type { Claims } from './principal.js';

/** Asymmetric only: with these, a public key can never pass for a shared secret, and `none` is no algorithm. */
const algorithms = ['EdDSA', 'ES256', 'RS256'];

/** A verified token is looked at again after this long, so that a withdrawn key stops working. Milliseconds. */
const memory = 300_000;

export interface TokenVerifierOptions {
  readonly keys: { readonly url: string } | { readonly jwks: JSONWebKeySet };
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
  /** The claim that says PETITIONER, OFFICER or MACHINE. Default `kind`. */
  readonly kindClaim?: string;
  /** A token made out for longer (`exp` less `iat`) is refused. Seconds; a day unless given. */
  readonly longestLife?: number;
  readonly cacheSize?: number;
}

export interface TokenVerifier {
  /** A user's bearer token. UNAUTHENTICATED when it does not hold; UNAVAILABLE when the keys cannot be fetched. */
  verify(token: string): Promise<Claims>;
  /** Whether the token was verified a short while ago, so that looking at it again costs nothing. */
  knows(token: string): boolean;
}

/** Failing to fetch keys says nothing about the token. */
const isFetchFailure = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof TypeError ||
    ('code' in error &&
      (error.code === 'ERR_JWKS_TIMEOUT' || error.code === 'ERR_JOSE_GENERIC' || error.code === 'ERR_JWKS_INVALID')));

const keySource = (keys: TokenVerifierOptions['keys']): JWTVerifyGetKey =>
  'url' in keys
    ? createRemoteJWKSet(new URL(keys.url), { timeoutDuration: 3_000, cooldownDuration: 10_000 })
    : createLocalJWKSet(keys.jwks);

export const createTokenVerifier = (options: TokenVerifierOptions): TokenVerifier => {
  const { issuer, audience, clock, kindClaim = 'kind', longestLife = longestTokenLife, cacheSize = 10_000 } = options;
  const source = keySource(options.keys);
  const keyFor: JWTVerifyGetKey = async (header, token) => {
    try {
      return await source(header, token);
    } catch (error) {
      throw isFetchFailure(error) ? unavailable(error) : error;
    }
  };
  const cache = createBoundedCache<Claims>(cacheSize, clock);
  return {
    knows: (token) => cache.get(token) !== undefined,
    verify: async (token) => {
      const kept = cache.get(token);
      if (kept) return kept;
      try {
        const now = clock.now();
        const { payload } = await jwtVerify(token, keyFor, {
          algorithms,
          issuer,
          audience,
          currentDate: new Date(now),
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        const claims = claimsOf(payload.sub, payload[kindClaim], payload['auth_time']);
        if (claims.kind === 'ANONYMOUS') throw unauthenticated();
        cache.set(token, claims, Math.min(endOf(payload, now, longestLife), now + memory));
        return claims;
      } catch (error) {
        throw refusal(error);
      }
    },
  };
};
