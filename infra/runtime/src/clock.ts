/** The one source of time. Milliseconds since the epoch, UTC; the mainland's wall clock is infra/calendar's business. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that moves only when told to: replays years in minutes, and makes tests repeatable. */
export interface VirtualClock extends Clock {
  set(time: number | string): void;
  advance(milliseconds: number): void;
}

export const createVirtualClock = (start: number | string): VirtualClock => {
  let now = new Date(start).getTime();
  return {
    now: () => now,
    set: (time) => {
      now = new Date(time).getTime();
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
};
