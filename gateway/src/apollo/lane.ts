import { DaqidiError } from '@daqidi/runtime';

export interface Turn {
  /** Lets the next in. Asking again does nothing. */
  leave(): void;
}

export interface Lane {
  /** Resolves when all before have left. UNAVAILABLE where too many wait, or the time is up before the turn comes. */
  enter(endsAt: number): Promise<Turn>;
}

/** How many may wait. */
const room = 64;

/**
 * What takes the event loop for long goes one by one, and what else has come in the meantime goes between two of them. `endsAt` is on
 * the clock of `performance.now()`.
 */
export const createLane = (): Lane => {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    enter: async (endsAt) => {
      if (waiting >= room) throw new DaqidiError('UNAVAILABLE');
      waiting++;
      let done: () => void = () => undefined;
      const before = last;
      last = new Promise((resolve) => {
        done = () => setImmediate(resolve);
      });
      await before;
      waiting--;
      if (performance.now() < endsAt) return { leave: done };
      done();
      throw new DaqidiError('UNAVAILABLE');
    },
  };
};
