import { createHash, timingSafeEqual } from 'node:crypto';
import { asDigits, digitsAndCapitals } from './typed.js';

const hashOf = (salt: string, code: string): Buffer => createHash('sm3').update(`${salt}:${code}`).digest();

/** A query code (查询码) as people type it, in its one form: four groups of four, digits for the letters that look like them. */
export const readQueryCode = (typed: string): string => asDigits(digitsAndCapitals(typed) ?? '').replaceAll(/.{4}(?=.)/g, '$&-');

/** What events say of a query code, `<salt>:<hash>`: whoever is told the code can check it, and nobody can read it. */
export const commitQueryCode = (salt: string, code: string): string => `${salt}:${hashOf(salt, code).toString('base64url')}`;

/** Whether a code as it was typed is the one committed to, in the same time whether it is or not. */
export const matchesQueryCode = (commitment: string | undefined, typed: string | null): boolean => {
  const [salt, hash] = (commitment ?? '').split(':');
  if (salt === undefined || hash === undefined || typed === null) return false;
  const given = hashOf(salt, readQueryCode(typed));
  const known = Buffer.from(hash, 'base64url');
  return known.length === given.length && timingSafeEqual(known, given);
};
