import type { EventEnvelope } from '@daqidi/events';
import type { Clock, FaultPoints, Logger, Metrics } from '@daqidi/runtime';
import { createApply, type Handlers, isHandled, placeOf, type Refusal, streamNameOf } from './apply-record.js';
import { createConsumerMetrics } from './consumer-metrics.js';
import type { DeadLetter, DeadLetterStore } from './dead-letter.js';
import { createDeadLetterStreams } from './dead-letter-streams.js';
import type { Bus, Consumption, DeliveredRecord } from './port.js';

export interface ConsumerOptions {
  readonly bus: Bus;
  readonly group: string;
  readonly topics: readonly string[];
  /** Throws `UnknownEventVersion` where there is no schema; whatever else it throws makes the record malformed. */
  readonly decode: (record: DeliveredRecord) => EventEnvelope;
  /** By event type. Idempotent per stream and number: an event may come again. */
  readonly handlers: Handlers;
  readonly deadLetters: DeadLetterStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly faults: FaultPoints;
  /** How often a handler is tried that throws anything but a transient error. */
  readonly attempts?: number;
  /** Milliseconds between those attempts. */
  readonly retryDelay?: number;
}

export interface Redriven {
  readonly applied: number;
  readonly remaining: number;
}

/**
 * At least once on the wire, once in effect. What cannot be applied is set aside with everything of its stream that follows;
 * other streams go on. Transient errors (UNAVAILABLE, CONFLICT) set nothing aside: the partition waits.
 */
export interface Consumer {
  start(): Promise<void>;
  /** Finishes the records in hand, but gives up on those being tried again; keeps the offsets. */
  stop(): Promise<void>;
  /** Applies a stream's dead letters in order until one fails again. Asking again joins the run under way. */
  redrive(stream: string): Promise<Redriven>;
  lag(): Promise<number>;
}

const detailOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

export const createConsumer = (options: ConsumerOptions): Consumer => {
  const { bus, group, topics, decode, handlers, clock, faults, attempts = 3, retryDelay = 100 } = options;
  const log = options.log.child({ group });
  const deadLetters = createDeadLetterStreams(options.deadLetters);
  const stopping = new AbortController();
  const redrives = new Map<string, Promise<Redriven>>();
  const last = new Map<string, bigint>();
  let consumption: Consumption | null = null;
  let stopped: Promise<void> | null = null;

  const lag = (): Promise<number> => bus.lag(group, topics);
  const running = (): boolean => consumption !== null && !stopping.signal.aborted;
  const metrics = createConsumerMetrics(options.metrics, group, clock, {
    deadLetters: options.deadLetters,
    lag: async () => (running() && (await bus.up()) ? lag() : null),
  });
  const apply = createApply({ decode, handlers, attempts, retryDelay, metrics, log });

  const entryFor = (record: DeliveredRecord, reason: DeadLetter['reason'], detail: string): DeadLetter => ({
    id: placeOf(record),
    stream: streamNameOf(record),
    position: Number(record.offset),
    reason,
    detail,
    setAsideAt: new Date(clock.now()).toISOString(),
    record,
  });

  const setAside = async (record: DeliveredRecord, { reason, error }: Refusal): Promise<void> => {
    const entry = entryFor(record, reason, detailOf(error));
    await deadLetters.setAside(entry);
    log.error({ err: error, record: entry.id, stream: entry.stream, reason }, 'a record is set aside, and its stream with it');
  };

  /** A gap in the offsets means that another member had the partition meanwhile, and may have set records aside. */
  const follow = async (record: DeliveredRecord): Promise<void> => {
    const lane = `${record.topic}/${record.partition}`;
    const offset = BigInt(record.offset);
    if (last.get(lane) !== offset - 1n) await deadLetters.load();
    last.set(lane, offset);
  };

  const onRecord = async (record: DeliveredRecord): Promise<void> => {
    await follow(record);
    if (!isHandled(handlers, record)) return;
    const stream = streamNameOf(record);
    if (
      deadLetters.has(stream) &&
      (await deadLetters.setAsideBehind(entryFor(record, 'BEHIND_DEAD_LETTER', 'its stream is set aside')))
    )
      return;
    const refusal = await apply(record, stopping.signal);
    if (refusal !== null) await setAside(record, refusal);
    await faults('after-effect-before-offset');
  };

  /** Applies what is listed, in order. Answers how many, and whether one refused again. */
  const applyEach = async (entries: readonly DeadLetter[]): Promise<{ applied: number; refused: boolean }> => {
    for (const [applied, entry] of entries.entries()) {
      if (stopping.signal.aborted) return { applied, refused: true };
      const refusal = isHandled(handlers, entry.record) ? await apply(entry.record, stopping.signal) : null;
      if (refusal !== null) {
        log.error(
          { err: refusal.error, record: entry.id, stream: entry.stream, reason: refusal.reason },
          'a record stays set aside',
        );
        return { applied, refused: true };
      }
      await faults('after-effect-before-removal');
      await deadLetters.remove(entry);
    }
    return { applied: entries.length, refused: false };
  };

  const drive = async (stream: string): Promise<Redriven> => {
    let total = 0;
    // Until nothing is left: what arrives meanwhile is set aside behind, and `next` opens the stream when there is no more.
    for (let entries = await deadLetters.next(stream); entries.length > 0; entries = await deadLetters.next(stream)) {
      const { applied, refused } = await applyEach(entries);
      total += applied;
      if (refused) return { applied: total, remaining: (await deadLetters.next(stream)).length };
    }
    log.info({ stream, applied: total }, 'a stream is open again');
    return { applied: total, remaining: 0 };
  };

  const stop = async (): Promise<void> => {
    stopping.abort();
    await consumption?.stop();
    await Promise.allSettled(redrives.values());
  };

  return {
    start: async () => {
      if (consumption !== null || stopped !== null) throw new TypeError(`the consumer of ${group} was started or stopped before`);
      await deadLetters.load();
      consumption = await bus.consume({ group, topics, onRecord });
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    redrive: (stream) => {
      const run = redrives.get(stream) ?? drive(stream).finally(() => redrives.delete(stream));
      redrives.set(stream, run);
      return run;
    },
    lag,
  };
};
