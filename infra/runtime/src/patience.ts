import type { Logger } from './log.js';

const first = 200;
const cap = 5_000;

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

/** What comes of the work, or a rejection as soon as nobody waits for it any more; the work itself goes on unheeded. */
export const untilAborted = async <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  let abandon = (): void => undefined;
  const abandoned = new Promise<never>((_, reject) => {
    abandon = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', abandon);
  if (signal.aborted) abandon();
  try {
    return await Promise.race([work, abandoned]);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
};

/**
 * Tries until it comes to pass, with growing pauses of up to five seconds, saying for what it waits. `attempt` answers what is
 * lacking, or null; what it throws is final. Rejects when aborted.
 */
export const waitFor = async (attempt: () => Promise<string | null>, log: Logger, signal: AbortSignal): Promise<void> => {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const lacking = await attempt();
    if (lacking === null) return;
    log.warn({ waitingFor: lacking }, 'waiting');
    await pause(Math.min(cap, first * 2 ** Math.min(tries, 10)), signal);
  }
  signal.throwIfAborted();
};
