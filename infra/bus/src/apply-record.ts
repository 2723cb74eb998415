import { type EventEnvelope, streamOfRecord, typeOfRecord } from '@daqidi/events';
import { DaqidiError, type Logger } from '@daqidi/runtime';
import type { ConsumerMetrics } from './consumer-metrics.js';
import type { DeadLetter } from './dead-letter.js';
import { isFork } from './fork.js';
import { pause } from './pause.js';
import type { DeliveredRecord } from './port.js';

export type Handlers = Readonly<Record<string, (event: EventEnvelope) => Promise<void>>>;

/** Why a record cannot be applied. */
export interface Refusal {
  readonly reason: Exclude<DeadLetter['reason'], 'BEHIND_DEAD_LETTER'>;
  readonly error: unknown;
}

export interface ApplyDeps {
  readonly decode: (record: DeliveredRecord) => EventEnvelope;
  readonly handlers: Handlers;
  readonly attempts: number;
  /** Milliseconds between attempts. */
  readonly retryDelay: number;
  readonly metrics: ConsumerMetrics;
  readonly log: Logger;
}

/** Whether trying later can help by itself: the store or the bus is away, or a race was lost. */
export const isTransient = (error: unknown): boolean =>
  error instanceof DaqidiError && (error.code === 'UNAVAILABLE' || error.code === 'CONFLICT');

export const placeOf = ({ topic, partition, offset }: DeliveredRecord): string => `${topic}/${partition}/${offset}`;

/** The event's stream; its place where not even that can be read. */
export const streamNameOf = (record: DeliveredRecord): string => streamOfRecord(record) ?? placeOf(record);

/** A type that nobody here handles is passed over unread: a newer service may write what this build cannot decode. */
export const isHandled = (handlers: Handlers, record: DeliveredRecord): boolean => {
  const type = typeOfRecord(record);
  return type === null || Object.hasOwn(handlers, type);
};

const decodeFailure = (error: unknown): Refusal => ({
  reason: error instanceof Error && error.name === 'UnknownEventVersion' ? 'UNKNOWN_VERSION' : 'MALFORMED',
  error,
});

/**
 * Makes the effect of one record. Answers null when made, else why it never will be by itself. Rejects on transient errors
 * (nothing is decided then) and when aborted.
 */
export const createApply = ({ decode, handlers, attempts, retryDelay, metrics, log }: ApplyDeps) => {
  const read = (record: DeliveredRecord): EventEnvelope | Refusal => {
    try {
      return decode(record);
    } catch (error) {
      return decodeFailure(error);
    }
  };

  const attempt = async (event: EventEnvelope): Promise<{ readonly error: unknown } | null> => {
    const handle = Object.hasOwn(handlers, event.type) ? handlers[event.type] : undefined;
    if (handle === undefined) return null;
    const began = performance.now();
    try {
      await handle(event);
      metrics.handled(event, (performance.now() - began) / 1_000);
      return null;
    } catch (error) {
      if (!isTransient(error)) return { error };
      metrics.retried('TRANSIENT');
      throw error;
    }
  };

  return async (record: DeliveredRecord, signal: AbortSignal): Promise<Refusal | null> => {
    const event = read(record);
    if ('reason' in event) return event;
    for (let failures = 1; ; failures += 1) {
      const failure = await attempt(event);
      if (failure === null) return null;
      const { error } = failure;
      if (isFork(error)) return { reason: 'FORK', error };
      if (failures >= attempts) return { reason: 'FAILED', error };
      metrics.retried('FAILED');
      log.warn(
        { err: error, event: event.id, correlationId: event.correlationId, failures },
        'an event could not be applied; tried again',
      );
      await pause(retryDelay, signal);
      signal.throwIfAborted();
    }
  };
};
