/** How far the event loop is behind with its work, in milliseconds: what has just arrived has waited about as long already. */
export interface EventLoopDelay {
  start(): void;
  stop(): void;
  now(): number;
}

const period = 20;

/**
 * A timer that should have run and has not: asked in the middle of a turn that takes long, it says so at once, which a histogram
 * sampled beside the loop does not; what the turn after a long one finds on its sockets has waited through that one.
 */
export const createEventLoopDelay = (): EventLoopDelay => {
  let timer: NodeJS.Timeout | undefined;
  let ran = 0;
  let wasBehind = 0;
  const behind = (): number => Math.max(0, performance.now() - ran - period);
  return {
    start: () => {
      ran = performance.now();
      timer = setInterval(() => {
        wasBehind = behind();
        ran = performance.now();
      }, period);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
    now: () => (timer === undefined ? 0 : Math.max(wasBehind, behind())),
  };
};
