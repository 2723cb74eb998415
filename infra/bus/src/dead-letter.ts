import type { DeliveredRecord } from './port.js';

export const deadLetterReasons = ['MALFORMED', 'UNKNOWN_VERSION', 'FORK', 'FAILED', 'BEHIND_DEAD_LETTER'] as const;

export type DeadLetterReason = (typeof deadLetterReasons)[number];

/** A record that could not be applied, with everything of its stream that came after it, kept in order. */
export interface DeadLetter {
  /** `<topic>/<partition>/<offset>`: the same delivery set aside twice keeps one row. */
  readonly id: string;
  /** The event's stream, or `<topic>/<partition>/<offset>` where not even that could be read. */
  readonly stream: string;
  /** Order of arrival within the stream: topic offset, ascending. */
  readonly position: number;
  readonly reason: DeadLetterReason;
  /** Error name and message, never data. */
  readonly detail: string;
  readonly setAsideAt: string;
  readonly record: DeliveredRecord;
}

/** Where a service keeps its dead letters (a collection of its own; infra/store implements it). Durable before it answers. */
export interface DeadLetterStore {
  setAside(entry: DeadLetter): Promise<void>;
  /** Streams that have dead letters now. */
  streams(): Promise<readonly string[]>;
  /** Records of one stream, by position. */
  list(stream: string): Promise<readonly DeadLetter[]>;
  /** How many there are for this reason; reads none of them. */
  count(reason: DeadLetterReason): Promise<number>;
  remove(id: string): Promise<void>;
}
