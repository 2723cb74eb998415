import { createHash, timingSafeEqual } from 'node:crypto';

const hashOf = (salt: string, code: string): Buffer => createHash('sm3').update(`${salt}:${code}`).digest();

/** What events say of a query code (查询码), `<salt>:<hash>`: whoever is told the code can check it, and nobody can read it. */
export const commitQueryCode = (salt: string, code: string): string => `${salt}:${hashOf(salt, code).toString('base64url')}`;

/** Whether a code as it was read out is the one committed to, in the same time whether it is or not. */
export const matchesQueryCode = (commitment: string | undefined, code: string | null): boolean => {
  const [salt, hash] = (commitment ?? '').split(':');
  if (salt === undefined || hash === undefined || code === null) return false;
  const given = hashOf(salt, code.trim().toUpperCase());
  const known = Buffer.from(hash, 'base64url');
  return known.length === given.length && timingSafeEqual(known, given);
};
