import { DaqidiError } from '@daqidi/runtime';
import { type Claims, type PrincipalKind, principalKinds } from './principal.js';

export const unauthenticated = (cause?: unknown): DaqidiError => new DaqidiError('UNAUTHENTICATED', { cause });

/** What person ids of other principals begin with, and the name of nobody: no account may be called so. */
const reserved = /^(?:machine|petitioner|system):|^anonymous$/;

/** With room for a prefix it is an id that events can carry. */
const longestSubject = 112;

const isKind = (value: unknown): value is PrincipalKind => (principalKinds as readonly unknown[]).includes(value);

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The claims in a verified payload; anything else is UNAUTHENTICATED. `authTime` may be absent. */
export const claimsOf = (sub: unknown, kind: unknown, authTime?: unknown): Claims => {
  if (typeof sub !== 'string' || sub === '' || sub.length > longestSubject || !isKind(kind)) throw unauthenticated();
  if (kind !== 'ANONYMOUS' && reserved.test(sub)) throw unauthenticated();
  if (authTime === undefined) return { sub, kind };
  if (!isTime(authTime)) throw unauthenticated();
  return { sub, kind, authTime };
};
