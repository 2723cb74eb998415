import { createHmac } from 'node:crypto';
import { keyedHash } from '@daqidi/identity';

/** Digits and capitals without those that are easily mistaken for one another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * 查询码: 80 bits that follow from the appeal's id under the service's secret, so a retried submission shows it again and
 * it is stored nowhere. Four groups of four. Each generation (the first is 1) is another one.
 */
export const queryCodeOf = (secret: Buffer, appealId: string, generation = 1): string => {
  const of = generation === 1 ? appealId : `${appealId}:${generation}`;
  const digest = createHmac('sm3', secret).update(`query-code:${of}`).digest();
  const characters = [...digest.subarray(0, 16)].map((byte) => alphabet.charAt(byte % 32));
  return [0, 4, 8, 12].map((start) => characters.slice(start, start + 4).join('')).join('-');
};

/**
 * Where the vault keeps which appeal a query code belongs to. Whoever has the code finds it, and whoever has not finds nothing: a
 * wrong code, a hidden appeal and none are one and the same search for what is not there. The day (of the unified code) lets what
 * came in on one day lie together.
 */
export const receiptIdOf = (secret: Buffer, day: string, queryCode: string): string =>
  `${day.replaceAll('-', '')}~${keyedHash(secret, `receipt:${queryCode}`)}`;
