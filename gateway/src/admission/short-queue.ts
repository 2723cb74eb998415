/** Whoever waits for a turn, in order and not for long: nobody hears a no late. */
export interface ShortQueue {
  readonly size: number;
  /** Where the first has waited for half of its patience, whoever comes now would wait in vain. */
  isHopeless(): boolean;
  /** Resolves with the turn; rejects with the refusal when there was none in time. */
  wait(): Promise<void>;
  /** Gives the turn to the first; false where nobody waits. */
  letNext(): boolean;
}

/** `patience`: milliseconds. */
export const createShortQueue = (patience: number, refusal: () => Error): ShortQueue => {
  /** Each by how it takes its turn, with when it came. */
  const waiting = new Map<() => void, number>();
  return {
    get size() {
      return waiting.size;
    },
    isHopeless: () => {
      const [first] = waiting.values();
      return first !== undefined && performance.now() - first > patience / 2;
    },
    wait: () =>
      new Promise((resolve, reject) => {
        const takeTurn = (): void => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(takeTurn);
          reject(refusal());
        }, patience);
        waiting.set(takeTurn, performance.now());
      }),
    letNext: () => {
      const [next] = waiting.keys();
      if (next === undefined) return false;
      waiting.delete(next);
      next();
      return true;
    },
  };
};
