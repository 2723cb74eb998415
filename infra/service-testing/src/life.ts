import { randomInt } from 'node:crypto';
import { createSeededRandomness } from '@daqidi/runtime';
import { type Living, liveByActions, type OfferedAction } from './live-by-actions.js';
import type { Answer, Someone } from './someone.js';

export interface Life extends Pick<Living, 'inputs' | 'ways'> {
  readonly people: readonly Someone[];
  /** Asks for `actions { name expectedVersion }`. */
  readonly query: string;
  readonly id: string;
  readonly actionsIn: (data: never) => readonly OfferedAction[] | undefined;
}

/** `SEED`, or one of its own. */
export const seedOfRun = (): string => process.env['SEED'] ?? String(randomInt(2 ** 31));

const steps = 5;
const attempts = 6;

const dataOf = ({ data }: Answer): never => data as never;

/** A few steps of a document's life, from where it is: what went against the promise, and how many of them did something. */
export const live = async (seed: string, { people, query, id, actionsIn, ...life }: Life) => {
  const randomness = createSeededRandomness(seed);
  const living: Living = {
    ...life,
    randomness,
    people: Object.fromEntries(people.map((someone) => [someone.name, someone])),
    offered: async (reader) => {
      const answer = await reader.asks(query, { id });
      return answer.data === null ? [] : (actionsIn(dataOf(answer)) ?? []);
    },
  };
  const wrong: string[] = [];
  let done = 0;
  for (let step = 0; step < steps; step += 1) {
    const { wrong: found, isDone } = await liveByActions(living, attempts);
    wrong.push(...found);
    done += isDone ? 1 : 0;
  }
  return { wrong, done };
};
