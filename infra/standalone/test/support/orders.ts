import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

export interface Orders {
  /** Seed of the first order; each further one has the next. */
  readonly first: number;
  readonly count: number;
  readonly on: 'EMBEDDED' | 'SERVERS';
}

/** In a thread of its own: where node:test runs it follows every promise, which costs a third of the time. */
const play = async (orders: Orders): Promise<void> => {
  const thread = new Worker(new URL('./orders-thread.js', import.meta.url), { workerData: orders });
  const [code] = await once(thread, 'exit');
  assert.equal(code, 0, 'the thread came to its end');
};

/** ORDERS seeded orders of delivery, a hundred unless told, from this seed on or from SEED: each must end in the golden graph. */
export const testOrders = (seed: number, on: Orders['on']): void => {
  const first = Number(process.env.SEED ?? seed);
  const count = Number(process.env.ORDERS ?? 100);
  test(`the scenario ends in the golden graph in ${count} orders of delivery, from SEED=${first}`, () =>
    play({ first, count, on }));
};
