import { DaqidiError, unavailable } from '@daqidi/runtime';

/** Streams of one person on this gateway: a browser needs one. */
const mostOfOne = 6;

/** Changes that all streams of a gateway may ask for together, in a second: with more than these streams each asks less often. */
const asksASecond = 200;

export interface Streams {
  /** Takes one more in; answers how to let go of it. RATE_LIMITED where this person has enough, UNAVAILABLE where there is no room, or at a stop. */
  enter(person: string, end: () => void): () => void;
  /** Milliseconds until a stream asks again: `tick`, or longer where there are many. */
  pause(): number;
  /** Ends all, and takes none any more. */
  stop(): void;
}

/** The streams that this gateway holds open; at most `most`. */
export const createStreams = ({ most, tick }: { readonly most: number; readonly tick: number }): Streams => {
  const open = new Map<symbol, { readonly person: string; readonly end: () => void }>();
  let isStopped = false;
  return {
    enter: (person, end) => {
      if (isStopped || open.size >= most) throw unavailable();
      if ([...open.values()].filter((each) => each.person === person).length >= mostOfOne) throw new DaqidiError('RATE_LIMITED');
      const name = Symbol(person);
      open.set(name, { person, end });
      return () => {
        open.delete(name);
      };
    },
    pause: () => Math.max(tick, (open.size / asksASecond) * 1_000),
    stop: () => {
      isStopped = true;
      for (const { end } of open.values()) end();
    },
  };
};
