import type { EventEnvelope } from './envelope.js';
import { hashMatches } from './hash.js';
import { emptyStream, type StreamHead } from './seal-events.js';

export interface ChainBreak {
  /** Number of the offending event. */
  readonly seq: number;
  /** HASH: content and hash disagree · PREV: not the successor of what precedes it · GAP: number out of turn · TIME: runs backwards. */
  readonly problem: 'HASH' | 'PREV' | 'GAP' | 'TIME';
}

const problemOf = (event: EventEnvelope, before: StreamHead): ChainBreak['problem'] | null => {
  if (event.seq !== before.seq + 1) return 'GAP';
  if (!hashMatches(event)) return 'HASH';
  if (event.prev !== before.hash) return 'PREV';
  if (before.time !== null && Date.parse(event.time) < Date.parse(before.time)) return 'TIME';
  return null;
};

/** The first break in a stream's events, given in order after `after` (the beginning unless told); null where whole. */
export const verifyChain = (events: readonly EventEnvelope[], after: StreamHead = emptyStream): ChainBreak | null => {
  let before = after;
  for (const event of events) {
    const problem = problemOf(event, before);
    if (problem !== null) return { seq: event.seq, problem };
    before = event;
  }
  return null;
};
