import { DaqidiError } from '@daqidi/runtime';
import type { Limits } from '../limits/limits.js';
import type { EventLoopDelay } from './event-loop-delay.js';
import { createShortQueue } from './short-queue.js';

export interface Admission {
  /**
   * UNAVAILABLE where there is no room, or where those who came before have waited so long that this one would wait too long: said
   * before even a body is read.
   */
  checkRoom(): void;
  /** Runs the work: at once, or when its turn comes. UNAVAILABLE where there is no room any more, or no turn in time. */
  withinRoom<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Fewer than these at work make no crowd: a process that is behind for another reason, such as its start, serves them. */
const crowd = 32;

/**
 * Operations go to work at once while the event loop keeps up, however many of them wait for subgraphs. When it falls behind, only a
 * crowd works and the others queue in their order, for a short time: what the queue cannot take is refused at once, and whoever had no
 * turn in time then, so that nobody waits long for a no.
 */
export const createAdmission = (
  { inFlight, eventLoopDelay, queueTime }: Pick<Limits, 'inFlight' | 'eventLoopDelay' | 'queueTime'>,
  delay: Pick<EventLoopDelay, 'now'>,
): Admission => {
  const queue = createShortQueue(queueTime, () => new DaqidiError('UNAVAILABLE'));
  let working = 0;

  const isBehind = (): boolean => working >= crowd && delay.now() > eventLoopDelay;

  const letIn = (): void => {
    while (!isBehind() && queue.letNext()) working++;
  };

  const checkRoom = (): void => {
    if (queue.isHopeless() || working + queue.size >= inFlight) throw new DaqidiError('UNAVAILABLE');
  };

  return {
    checkRoom,
    withinRoom: async (work) => {
      checkRoom();
      if (queue.size === 0 && !isBehind()) working++;
      else await queue.wait();
      try {
        return await work();
      } finally {
        working--;
        letIn();
      }
    },
  };
};
