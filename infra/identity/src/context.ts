import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Clock, DaqidiError } from '@daqidi/runtime';
import { type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import { createBoundedCache } from './bounded-cache.js';
import { claimsOf, unauthenticated } from './claims.js';
import { endOf } from './lifetime.js';
import type { Claims } from './principal.js';

export const contextHeader = 'x-daqidi-context';
export const correlationHeader = 'x-correlation-id';
export const traceHeader = 'traceparent';

const audience = 'daqidi-subgraph';
const lifetimeSeconds = 60;

export interface ContextSigner {
  /** The signed context of this principal: a compact JWS, good for at least half a minute. */
  sign(claims: Claims): Promise<string>;
}

export interface ContextVerifier {
  /** Missing, forged, expired or for somebody else: UNAUTHENTICATED. */
  verify(token: string | undefined): Promise<Claims>;
}

/** A fresh Ed25519 pair: the private half stays with the gateway. */
export const createContextKeys = (): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } =>
  generateKeyPairSync('ed25519');

/** Names a key in the header of what it signed: while keys change, a verifier holds the old and the new one. */
const nameOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, 22);

/** What is asked for at every use may be exchanged while the process runs. */
const current = <Value>(value: Value | (() => Value)): (() => Value) =>
  typeof value === 'function' ? (value as () => Value) : () => value;

const createNaming = (nameFor: (key: KeyObject) => string): ((key: KeyObject) => string) => {
  const names = new WeakMap<KeyObject, string>();
  return (key) => {
    const name = names.get(key) ?? nameFor(key);
    names.set(key, name);
    return name;
  };
};

/** Signs who asks, for the subgraphs behind the gateway. One token per principal and key until half its life is gone. */
export const createContextSigner = (
  privateKey: KeyObject | (() => KeyObject),
  clock: Clock,
  cacheSize = 10_000,
): ContextSigner => {
  const cache = createBoundedCache<{ readonly token: Promise<string>; readonly from: number }>(cacheSize, clock);
  const keyNow = current(privateKey);
  const naming = createNaming((key) => nameOf(createPublicKey(key)));
  const make = (claims: Claims, iat: number, signing: KeyObject): Promise<string> =>
    new SignJWT({ kind: claims.kind, ...(claims.authTime === undefined ? {} : { auth_time: claims.authTime }) })
      .setProtectedHeader({ alg: 'EdDSA', kid: naming(signing) })
      .setSubject(claims.sub)
      .setIssuedAt(iat)
      .setExpirationTime(iat + lifetimeSeconds)
      .setAudience(audience)
      .sign(signing);
  return {
    sign: (claims) => {
      const signing = keyNow();
      const key = `${naming(signing)}:${claims.kind}:${claims.authTime ?? ''}:${claims.sub}`;
      const now = clock.now();
      const kept = cache.get(key);
      // A clock that was put back makes what it signed before a token of the future.
      if (kept && kept.from <= now) return kept.token;
      const token = make(claims, Math.floor(now / 1000), signing);
      cache.set(key, { token, from: now }, now + (lifetimeSeconds * 1000) / 2);
      return token;
    },
  };
};

/** What jose refuses is the token's fault; anything else (a key that does not fit the algorithm) is ours. */
export const refusal = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J') ? unauthenticated(error) : error;

/**
 * Verifies what `createContextSigner` signs with one of these keys. Verified tokens are remembered, never past their end: a key
 * that was taken away still counts for a minute at most.
 */
export const createContextVerifier = (
  publicKeys: KeyObject | readonly KeyObject[] | (() => readonly KeyObject[]),
  clock: Clock,
  cacheSize = 10_000,
): ContextVerifier => {
  const cache = createBoundedCache<Claims>(cacheSize, clock);
  const keysNow = typeof publicKeys === 'function' ? publicKeys : () => [publicKeys].flat();
  const naming = createNaming(nameOf);
  const keyFor = ({ kid }: { readonly kid?: string }): KeyObject => {
    const keys = keysNow();
    const key = kid === undefined && keys.length === 1 ? keys[0] : keys.find((one) => naming(one) === kid);
    if (key === undefined) throw unauthenticated();
    return key;
  };
  return {
    verify: async (token) => {
      if (!token) throw new DaqidiError('UNAUTHENTICATED');
      const kept = cache.get(token);
      if (kept) return kept;
      try {
        const now = clock.now();
        const { payload } = await jwtVerify(token, keyFor as JWTVerifyGetKey, {
          algorithms: ['EdDSA'],
          audience,
          currentDate: new Date(now),
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        const claims = claimsOf(payload.sub, payload.kind, payload['auth_time']);
        cache.set(token, claims, endOf(payload, now, lifetimeSeconds));
        return claims;
      } catch (error) {
        throw refusal(error);
      }
    },
  };
};
