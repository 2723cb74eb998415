import { createShortQueue } from '../admission/short-queue.js';
import { WireError } from './exchange.js';

/** All connections were busy, and none became free in time: nothing was written. */
export class NoRoom extends WireError {
  constructor() {
    super(new Error('all connections are busy'), false);
  }
}

/** The connections to one instance: no more requests than those are under way, and few wait for one. */
export interface Room {
  /** Runs the work when a connection is free. Rejects with `NoRoom` where that is not soon. */
  within<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Milliseconds to wait for a connection: long enough for a burst, short enough for whoever is refused then. */
const patience = 100;

/**
 * A pool of connections queues what it has none for, without an end, and cuts a connection for each that gives up in its queue: where
 * a service falls behind, everybody would wait for as long as he can bear, and in vain.
 */
export const createRoom = (connections: number): Room => {
  const queue = createShortQueue(patience, () => new NoRoom());
  let underWay = 0;

  const enter = async (): Promise<void> => {
    if (underWay < connections) underWay++;
    // Where others wait in vain already, so would this one.
    else if (queue.isHopeless()) throw new NoRoom();
    else await queue.wait();
  };

  /** Hands the place on to the first of those who wait. */
  const leave = (): void => {
    if (!queue.letNext()) underWay--;
  };

  return {
    within: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
