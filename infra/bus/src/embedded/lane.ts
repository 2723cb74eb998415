import { setImmediate as turn } from 'node:timers/promises';
import type { Logger } from '@daqidi/runtime';
import { type Pauses, pause, pauseAfter } from '../pause.js';
import type { DeliveredRecord } from '../port.js';

export interface LaneOptions {
  /** Offset of the first record to hand over. */
  readonly from: number;
  read(from: number): readonly DeliveredRecord[];
  deliver(record: DeliveredRecord): void | Promise<void>;
  /** Called when a record is done with, with the offset after it. */
  taken(next: number): void;
  readonly pauses: Pauses;
  readonly log: Logger;
}

/** One partition being handed to one consumer: one record at a time, in order, the same one again until it is taken. */
export interface Lane {
  wake(): void;
  /** No further record; `done` resolves when the one in hand is finished. */
  stop(): void;
  readonly done: Promise<void>;
}

export const startLane = ({ from, read, deliver, taken, pauses, log }: LaneOptions): Lane => {
  const stopped = new AbortController();
  let next = from;
  let woken = false;
  let rouse: () => void = () => undefined;

  const wake = (): void => {
    woken = true;
    rouse();
  };
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      rouse = resolve;
      if (woken || stopped.signal.aborted) resolve();
    });

  const patiently = async <Result>(what: string, attempt: () => Result | Promise<Result>): Promise<Result | null> => {
    for (let failures = 1; !stopped.signal.aborted; failures += 1) {
      try {
        return await attempt();
      } catch (err) {
        // A stop makes handlers give up: that is no failure.
        if (stopped.signal.aborted) return null;
        log.warn({ err, offset: next, failures }, what);
      }
      await pause(pauseAfter(pauses, failures), stopped.signal);
    }
    return null;
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      woken = false;
      const records = await patiently('a partition could not be read', () => read(next));
      for (const record of records ?? []) {
        const done = await patiently('a record was not taken; it is delivered again', async () => {
          await deliver(record);
          return true;
        });
        if (done === null) return;
        next = Number(record.offset) + 1;
        taken(next);
      }
      if (records?.length === 0) await idle();
      // Handlers that never leave the microtask queue must not starve the rest of the process.
      else await turn();
    }
  };

  return {
    wake,
    stop: () => {
      stopped.abort();
      wake();
    },
    done: run(),
  };
};
