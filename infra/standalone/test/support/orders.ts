import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Orders {
  /** Seed of the first order; each further one has the next. */
  readonly first: number;
  readonly count: number;
  readonly on: 'EMBEDDED' | 'SERVERS';
}

/**
 * Plays the scenario in so many seeded orders of delivery; rejects with the first that does not end in the golden graph. In a
 * thread of its own: where node:test runs it follows every promise, which costs a third of the time.
 */
export const playOrders = async (orders: Orders): Promise<void> => {
  await once(new Worker(new URL('./orders-thread.js', import.meta.url), { workerData: orders }), 'exit');
};
