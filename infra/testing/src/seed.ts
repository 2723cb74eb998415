import { createSeededRandomness, type Randomness, randomInteger, systemRandomness } from '@daqidi/runtime';

export interface Seed {
  readonly text: string;
  readonly randomness: Randomness;
  /** A whole number in [0, bound). */
  below(bound: number): number;
}

/** A seed for what takes a number: itself where it is one. */
export const numberOfSeed = (text: string): number =>
  /^\d+$/.test(text) ? Number(BigInt(text) % 2_147_483_647n) : randomInteger(createSeededRandomness(text), 2_147_483_647);

/** SEED of the environment, or a new one; printed, so that the same run can be had again. */
export const useSeed = (): Seed => {
  const text = process.env['SEED'] ?? String(randomInteger(systemRandomness, 2 ** 31));
  process.stdout.write(`# SEED=${text}\n`);
  const randomness = createSeededRandomness(text);
  return { text, randomness, below: (bound) => randomInteger(randomness, bound) };
};
