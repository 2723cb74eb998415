import { setTimeout as delay } from 'node:timers/promises';

/** Something that runs, whatever started it. */
export interface Launched {
  readonly pid: number;
  /** Resolves with one line that says how it ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface SupervisedOptions {
  readonly name: string;
  readonly logFile: string;
  launch(): Promise<Launched>;
  /** One line for each end that nobody asked for. */
  report(line: string): void;
  /** Asked at each such end. */
  mayRestart(): boolean;
  readonly budget?: RestartBudget;
}

export interface RestartBudget {
  readonly restarts: number;
  /** Milliseconds in which so many restarts are granted. */
  readonly within: number;
  /** Milliseconds before the first restart; each further one waits twice as long. */
  readonly firstPause: number;
}

export interface Supervised {
  /** Null while it does not run. */
  pid(): number | null;
  start(): Promise<void>;
  /** Lets it end in order. Neither after this nor after `kill` is it started again, but by `start`. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const usualBudget: RestartBudget = { restarts: 5, within: 300_000, firstPause: 500 };

/** Keeps one process up: one that ends on its own is told of and started again, with growing pauses, within a budget. */
export const createSupervised = (options: SupervisedOptions): Supervised => {
  const { name, logFile, launch, report, mayRestart, budget = usualBudget } = options;
  let wanted = false;
  let current: Launched | null = null;
  let ends: readonly number[] = [];
  let pausing = new AbortController();
  let restarting: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    const launched = await launch();
    current = launched;
    void launched.ended.then((how) => {
      if (current === launched) current = null;
      if (wanted) restarting = again(how);
    });
  };

  const again = async (how: string): Promise<void> => {
    const now = performance.now();
    ends = [...ends.filter((at) => now - at < budget.within), now];
    const what = `${name} ended on its own: ${how} (${logFile})`;
    const spent = ends.length > budget.restarts;
    if (!mayRestart() || spent) {
      wanted = false;
      report(spent ? `${what}; that often it is not started again` : what);
      return;
    }
    const pause = budget.firstPause * 2 ** (ends.length - 1);
    report(`${what}; restart ${ends.length} of ${budget.restarts} in ${pause} ms`);
    await delay(pause, undefined, { signal: pausing.signal }).catch(() => undefined);
    if (wanted) await run().catch((error: unknown) => again(error instanceof Error ? error.message : String(error)));
  };

  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    wanted = false;
    pausing.abort();
    await restarting;
    await current?.[how]();
  };

  return {
    pid: () => current?.pid ?? null,
    start: async () => {
      if (wanted) return;
      wanted = true;
      pausing = new AbortController();
      try {
        await run();
      } catch (error) {
        wanted = false;
        throw error;
      }
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
};
