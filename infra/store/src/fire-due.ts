import type { Clock, FaultPoints } from '@daqidi/runtime';
import type { AggregateDocument } from './aggregate-document.js';
import type { Collection } from './collection.js';

export interface FireDueDeps {
  readonly collection: Collection<AggregateDocument<unknown, unknown>>;
  readonly clock: Clock;
  readonly faults: FaultPoints;
  /** Fires a document's due timer; answers when its next one is due, or 'lost' where somebody else was faster. */
  readonly fireOne: (id: string) => Promise<Date | null | 'lost'>;
}

const sweepSize = 100;

/**
 * Fires what is due, the oldest first, each once, also what is armed anew and due already. A timer that cannot fire holds up
 * no other: the rest is fired, then all failures are thrown as one `AggregateError`. Answers how many fired.
 */
export const fireOldestFirst = async ({ collection, clock, faults, fireOne }: FireDueDeps): Promise<number> => {
  const failures = new Map<string, unknown>();
  let fired = 0;
  const fire = async (id: string): Promise<number> => {
    try {
      const armed = await fireOne(id);
      if (armed !== 'lost') fired += 1;
      return armed instanceof Date ? armed.getTime() : Number.POSITIVE_INFINITY;
    } catch (error) {
      failures.set(id, error);
      return Number.POSITIVE_INFINITY;
    }
  };
  for (;;) {
    const found = await collection.find('due', {
      where: { nextDueAt: { $gt: new Date(0), $lte: new Date(clock.now()) } },
      limit: sweepSize + failures.size,
    });
    const due = found.filter(({ _id }) => !failures.has(_id));
    if (due.length === 0) break;
    let rearmed = Number.POSITIVE_INFINITY;
    for (const { _id, nextDueAt } of due) {
      // What was armed anew is older than the rest of this page.
      if (nextDueAt === null || rearmed < nextDueAt.getTime()) break;
      rearmed = Math.min(rearmed, await fire(_id));
      await faults('mid-sweep');
    }
  }
  if (failures.size > 0) {
    throw new AggregateError(failures.values(), `${collection.spec.name}: ${failures.size} timers could not fire, ${fired} did`);
  }
  return fired;
};
