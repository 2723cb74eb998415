import { DaqidiError } from '@daqidi/runtime';
import { type Claims, type PrincipalKind, principalKinds } from './principal.js';

export const unauthenticated = (cause?: unknown): DaqidiError => new DaqidiError('UNAUTHENTICATED', { cause });

const isKind = (value: unknown): value is PrincipalKind => (principalKinds as readonly unknown[]).includes(value);

/** The claims in a verified payload; anything else is UNAUTHENTICATED. */
export const claimsOf = (sub: unknown, kind: unknown): Claims => {
  if (typeof sub !== 'string' || sub === '' || sub.length > 200 || !isKind(kind)) throw unauthenticated();
  return { sub, kind };
};
