import { ForkDetected } from '@daqidi/bus';
import type { EventEnvelope } from '@daqidi/events';

/** Where something stands in a foreign stream: the last event whose effect it holds. */
export interface AppliedMark {
  readonly seq: number;
  readonly hash: string;
}

export type Applied = Readonly<Record<string, AppliedMark>>;

/** Whether these marks reach the event. Kept in memory that proves nothing about what is stored. */
export const reaches = (applied: Applied, { stream, seq }: Pick<EventEnvelope, 'stream' | 'seq'>): boolean =>
  (applied[stream]?.seq ?? 0) >= seq;

/** Whether what is stored with these marks holds the event. Throws `ForkDetected` where it holds another one of that number. */
export const holds = (applied: Applied, event: EventEnvelope): boolean => {
  const mark = applied[event.stream];
  if (mark?.seq === event.seq && mark.hash !== event.hash) throw new ForkDetected(event.id);
  return reaches(applied, event);
};
