import type { Logger } from '@daqidi/runtime';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { type Pauses, pause, pauseAfter } from '../pause.js';
import type { DeliveredRecord } from '../port.js';

export interface DeliverDeps {
  deliver(record: DeliveredRecord): void | Promise<void>;
  /** A replay keeps no offsets. */
  readonly keepOffsets: boolean;
  /** Milliseconds between signs of life while a record is in hand. */
  readonly heartbeatInterval: number;
  readonly pauses: Pauses;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** Milliseconds that a partition is worked at before the others may fetch too, and after which its offset is kept. */
const slice = 200;
/** A pause up to so many milliseconds is waited for; with longer ones the other partitions go on meanwhile. */
const shortPause = 50;

const textOf = (value: Buffer | string | null | undefined): string => value?.toString() ?? '';

export const toDelivered = (
  topic: string,
  partition: number,
  { key, value, headers, offset }: KafkaMessage,
): DeliveredRecord => ({
  topic,
  partition,
  offset,
  key: textOf(key),
  value: textOf(value),
  headers: Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, content]) => [name, textOf(Array.isArray(content) ? content[0] : content)]),
  ),
});

/** Keeps the member alive while a record is in hand. Answers the first error: the group moves on without waiting longer than it must. */
const startHeartbeats = (heartbeat: () => Promise<void>, interval: number) => {
  let error: unknown = null;
  const timer = setInterval(() => {
    heartbeat().catch((reason: unknown) => {
      error ??= reason;
    });
  }, interval);
  return { failure: () => error, end: () => clearInterval(timer) };
};

/**
 * One partition's share of a fetch: one record at a time, in order. A record that is not taken is tried again shortly, then
 * its partition is paused and fetched again from there, for ever. What was taken is kept before the partition may move.
 */
export const createBatchDelivery = (deps: DeliverDeps) => {
  const { deliver, keepOffsets, heartbeatInterval, pauses, stopping, log } = deps;
  const failures = new Map<string, number>();

  /** Answers the milliseconds after which to try again where the record was not taken. */
  const attempt = async (lane: string, record: DeliveredRecord): Promise<number | null> => {
    while (!stopping.aborted) {
      try {
        await deliver(record);
        failures.delete(lane);
        return null;
      } catch (err) {
        // A stop makes handlers give up: that is no failure.
        if (stopping.aborted) return 0;
        const count = (failures.get(lane) ?? 0) + 1;
        failures.set(lane, count);
        const wait = pauseAfter(pauses, count);
        const { topic, partition, offset } = record;
        log.warn({ err, topic, partition, offset, failures: count }, 'a record was not taken; it is delivered again');
        if (wait > shortPause) return wait;
        await pause(wait, stopping);
      }
    }
    return 0;
  };

  return async (payload: EachBatchPayload): Promise<void> => {
    const { batch, resolveOffset, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    const { topic, partition, messages } = batch;
    const lane = `${partition}/${topic}`;
    const heartbeats = startHeartbeats(payload.heartbeat, heartbeatInterval);
    const end = performance.now() + slice;
    let next: string | null = null;
    try {
      for (const message of messages) {
        if (stopping.aborted || !isRunning() || isStale() || heartbeats.failure() !== null) break;
        const wait = await attempt(lane, toDelivered(topic, partition, message));
        if (wait !== null) {
          if (wait > 0) void pause(wait, stopping).then(payload.pause());
          break;
        }
        resolveOffset(message.offset);
        next = String(BigInt(message.offset) + 1n);
        if (performance.now() > end) break;
      }
      if (next !== null && keepOffsets) {
        await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
      }
    } finally {
      heartbeats.end();
    }
    // The library joins the group again, or begins anew.
    if (heartbeats.failure() !== null) throw heartbeats.failure();
  };
};
