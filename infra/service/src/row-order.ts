import type { EventEnvelope } from '@daqidi/events';

/** Unique among the events of one stream; puts what happened last at the end, also within one moment. */
export const orderOf = ({ time, stream, seq }: Pick<EventEnvelope, 'time' | 'stream' | 'seq'>): string =>
  `${time}|${String(seq).padStart(10, '0')}|${stream}`;
