import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Claims } from '@daqidi/identity';
import { type Clock, DaqidiError } from '@daqidi/runtime';
import type { Lateness } from './lateness.js';
import type { Limits } from './limits.js';
import { createRate } from './rate.js';

export interface Admission {
  /** Counts the request as waiting until its answer is out. */
  arrived(response: ServerResponse): void;
  /** UNAVAILABLE where there is no room now, or so many wait that they would wait too long: not even a body need be read. */
  checkRoom(response: ServerResponse): void;
  /** Runs the work while there is room, else UNAVAILABLE at once. */
  withinRoom<Result>(response: ServerResponse, work: () => Promise<Result>): Promise<Result>;
  /** Counts the request against whoever makes it; RATE_LIMITED when that is too many. */
  count(request: IncomingMessage, response: ServerResponse, claims: Claims): void;
}

/** Machine clients have an operator to talk to; people and unknown callers are counted. */
const callerOf = (request: IncomingMessage, { kind, sub }: Claims): string | undefined => {
  if (kind === 'MACHINE') return undefined;
  return kind === 'ANONYMOUS' ? `address ${request.socket.remoteAddress}` : `${kind} ${sub}`;
};

const later = (response: ServerResponse, seconds: number, code: 'RATE_LIMITED' | 'UNAVAILABLE'): DaqidiError => {
  response.setHeader('retry-after', seconds);
  return new DaqidiError(code);
};

/** Fewer than these make no crowd: a process that is late for another reason, such as its start, serves them. */
const crowd = 32;

/** Says no before it costs anything: before a body is read, and long before a document is parsed. */
export const createAdmission = (limits: Limits, clock: Clock, lateness: Pick<Lateness, 'now'>): Admission => {
  const rate = createRate({ clock, ratePerSecond: limits.ratePerSecond, burst: limits.burst });
  let inFlight = 0;
  let waiting = 0;
  const checkRoom = (response: ServerResponse): void => {
    const late = waiting > crowd && lateness.now() > limits.lateness;
    if (late || inFlight >= limits.inFlight) throw later(response, 1, 'UNAVAILABLE');
  };
  return {
    arrived: (response) => {
      waiting++;
      response.once('close', () => {
        waiting--;
      });
    },
    checkRoom,
    withinRoom: async (response, work) => {
      checkRoom(response);
      inFlight++;
      try {
        return await work();
      } finally {
        inFlight--;
      }
    },
    count: (request, response, claims) => {
      const caller = callerOf(request, claims);
      const wait = caller === undefined ? 0 : rate.take(caller);
      if (wait > 0) throw later(response, wait, 'RATE_LIMITED');
    },
  };
};
