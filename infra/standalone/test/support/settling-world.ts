import type { VirtualClock } from '@daqidi/runtime';
import { dataOf, type Person, type World } from '@daqidi/standalone';

export interface RawAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** A world whose effects can be waited for, on whatever it runs. */
export interface SettlingWorld extends World {
  readonly url: string;
  readonly clock: VirtualClock;
  /** The raw answer, errors included. */
  raw(person: Person, query: string, variables?: Record<string, unknown>): Promise<RawAnswer>;
  /** Resolves when nothing is due, pending or unread. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Every request settles before its answer is handed out; what has not come to pass then never will. */
export const createSettlingWorld = (parts: Pick<SettlingWorld, 'url' | 'clock' | 'raw' | 'settled' | 'stop'>): SettlingWorld => {
  const { clock, raw, settled } = parts;
  return {
    ...parts,
    ask: async (person, operation, variables) => {
      const answer = await raw(person, operation.source, variables as Record<string, unknown>);
      await settled();
      return dataOf(answer as never);
    },
    until: async (holds) => {
      await settled();
      if (!(await holds())) throw new Error('everything has settled, but it did not come to pass');
    },
    passTime: async (to) => {
      clock.set(to);
      await settled();
    },
  };
};
