import type { Logger } from '@daqidi/runtime';
import { type Pauses, pause, pauseAfter } from '../pause.js';
import type { Member } from './member.js';
import type { RestartBudget } from './options.js';

export interface SupervisorOptions {
  start(): Member;
  readonly budget: RestartBudget;
  /** Whether a broker answers. */
  up(): Promise<boolean>;
  readonly log: Logger;
  /** The budget is spent: told once, with what the last life died of. */
  fail(error: Error): void;
}

const between: Pauses = { first: 500, cap: 10_000 };

/** Milliseconds between two looks for a broker that is away. */
const looks: Pauses = { first: 200, cap: 2_000 };

/**
 * Keeps a member alive: after a crash it begins another life, as long as the budget allows. What crashes because no broker is
 * there waits for one, however long, and that costs nothing. Answers how to end it.
 */
export const supervise = ({ start, budget, up, log, fail }: SupervisorOptions): (() => Promise<void>) => {
  const stopping = new AbortController();
  let member: Member = start();
  let crashes: readonly number[] = [];

  /** Answers whether one had to be waited for. */
  const brokerIsBack = async (): Promise<boolean> => {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      if (await up()) return failures > 0;
      if (failures === 0) log.warn('no broker answers; a consumer waits for one');
      await pause(pauseAfter(looks, failures + 1), stopping.signal);
    }
    return false;
  };

  const survive = async (err: unknown): Promise<boolean> => {
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < budget.within), now];
    if (crashes.length > budget.restarts) {
      log.error({ err, ...budget }, 'a consumer crashed too often');
      fail(err instanceof Error ? err : new Error(String(err)));
      return false;
    }
    log.warn({ err, crashes: crashes.length, ...budget }, 'a consumer crashed; it begins anew');
    await pause(pauseAfter(between, crashes.length), stopping.signal);
    return true;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await member.ended;
        return;
      } catch (err) {
        await member.stop();
        const innocent = await brokerIsBack();
        if (stopping.signal.aborted || !(innocent || (await survive(err)))) return;
      }
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
