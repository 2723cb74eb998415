import { createSeededRandomness, randomInteger } from '@daqidi/runtime';

/** Repeatable choices: the same seed makes the same ones. */
export interface Chance {
  /** A whole number in [0, bound). */
  below(bound: number): number;
  /** True in so many of a hundred. */
  percent(of: number): boolean;
  /** RangeError where there is nothing to choose from. */
  oneOf<Item>(items: readonly Item[]): Item;
}

export const createChance = (seed: string): Chance => {
  const randomness = createSeededRandomness(seed);
  const below = (bound: number): number => randomInteger(randomness, bound);
  return {
    below,
    percent: (of) => below(100) < of,
    oneOf: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item,
  };
};
