import { createHash, randomBytes } from 'node:crypto';

/** The one source of randomness. */
export interface Randomness {
  bytes(count: number): Buffer;
}

/** Bytes that are drawn from the system together: a draw costs about as much as everything else that an id needs. */
const poolBytes = 4_096;

const createPool = (): Randomness => {
  let pool = Buffer.alloc(0);
  return {
    bytes: (count) => {
      if (count > poolBytes) return randomBytes(count);
      if (pool.length < count) pool = randomBytes(poolBytes);
      const drawn = Buffer.from(pool.subarray(0, count));
      pool = pool.fill(0, 0, count).subarray(count);
      return drawn;
    },
  };
};

export const systemRandomness: Randomness = createPool();

/** Repeatable bytes for tests: a hash counter over the seed. Never for production secrets. */
export const createSeededRandomness = (seed: string): Randomness => {
  let counter = 0;
  return {
    bytes: (count) => {
      const blocks: Buffer[] = [];
      for (let have = 0; have < count; have += 32) {
        blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
      }
      return Buffer.concat(blocks).subarray(0, count);
    },
  };
};

/** An opaque identifier: 128 bits, base64url, no order, no meaning. */
export const newId = (randomness: Randomness): string => randomness.bytes(16).toString('base64url');

/** The identifier that the same parts always yield: how a retried creation finds what it created. */
export const derivedId = (...parts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest().subarray(0, 16).toString('base64url');
};

const hour = 3_600_000;

/**
 * `<hours since the epoch, six hexadecimal digits>~<idempotency key>`. What is made in one hour lies together in every index that
 * begins with the id, so that a large store writes to few of its pages. `now` in milliseconds since the epoch, UTC; the key has no
 * tilde. The same key an hour later makes another id: who may come again looks for the key.
 */
export const timeOrderedId = (now: number, idempotencyKey: string): string =>
  `${Math.floor(now / hour)
    .toString(16)
    .padStart(6, '0')}~${idempotencyKey}`;

/** Nothing but that: clients may name owners that never were. */
const timeOf = (id: string): string => /^[\da-f]{6}~/.exec(id)?.[0] ?? '';

/** The idempotency key that an id was made of: all of it where it does not begin with a time. */
export const idempotencyKeyOf = (id: string): string => id.slice(timeOf(id).length);

/** The identifier that the same parts always yield for something of this owner; it lies beside the owner's. */
export const idBeside = (owner: string, kind: string, ...parts: readonly string[]): string =>
  `${timeOf(owner)}${derivedId(kind, owner, ...parts)}`;

/** A whole number in [0, bound), without bias; `bound` a whole number from 1 to 2^48, else RangeError. */
export const randomInteger = (randomness: Randomness, bound: number): number => {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 48) throw new RangeError(`no number lies in [0, ${bound})`);
  const limit = Math.floor(2 ** 48 / bound) * bound;
  for (;;) {
    const value = randomness.bytes(6).readUIntBE(0, 6);
    if (value < limit) return value % bound;
  }
};
