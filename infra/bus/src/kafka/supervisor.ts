import type { Logger } from '@daqidi/runtime';
import { type Pauses, pause, pauseAfter } from '../pause.js';
import type { Member } from './member.js';
import type { RestartBudget } from './options.js';

export interface SupervisorOptions {
  start(): Member;
  readonly budget: RestartBudget;
  readonly log: Logger;
  /** The budget is spent: told once, with what the last life died of. */
  fail(error: Error): void;
}

const between: Pauses = { first: 500, cap: 10_000 };

/** Keeps a member alive: after a crash it begins another life, as long as the budget allows. Answers how to end it. */
export const supervise = ({ start, budget, log, fail }: SupervisorOptions): (() => Promise<void>) => {
  const stopping = new AbortController();
  let member: Member = start();
  let crashes: readonly number[] = [];

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await member.ended;
        return;
      } catch (err) {
        await member.stop();
        if (stopping.signal.aborted) return;
        const now = performance.now();
        crashes = [...crashes.filter((at) => now - at < budget.within), now];
        if (crashes.length > budget.restarts) {
          log.error({ err, ...budget }, 'a consumer crashed too often');
          fail(err instanceof Error ? err : new Error(String(err)));
          return;
        }
        log.warn({ err, crashes: crashes.length, ...budget }, 'a consumer crashed; it begins anew');
      }
      await pause(pauseAfter(between, crashes.length), stopping.signal);
      if (!stopping.signal.aborted) member = start();
    }
  };
  const running = run();

  return async () => {
    stopping.abort();
    await member.stop();
    await running;
  };
};
