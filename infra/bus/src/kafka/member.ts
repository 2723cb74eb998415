import type { Logger } from '@daqidi/runtime';
import type { Consumer } from 'kafkajs';
import type { Pauses } from '../pause.js';
import { createClient } from './client.js';
import { createBatchDelivery, type DeliverDeps } from './deliver-batch.js';
import type { KafkaConnection } from './options.js';

export interface MemberOptions {
  readonly connection: KafkaConnection;
  readonly group: string;
  readonly topics: readonly string[];
  readonly deliver: DeliverDeps['deliver'];
  readonly keepOffsets: boolean;
  readonly sessionTimeout: number;
  readonly pauses: Pauses;
  readonly log: Logger;
  /** Has its partitions, for the first time or after they were shared out anew. */
  onJoined(): void;
}

/** One life of a group member: from joining to a stop or a crash. */
export interface Member {
  /** Resolves after a stop; rejects with what it died of. */
  readonly ended: Promise<void>;
  /** Finishes the records in hand, keeps their offsets, leaves the group. */
  stop(): Promise<void>;
}

/** Milliseconds: a fetch waits so long for records (and a stop for it); how long others may take to come to a new sharing out. */
const fetchWait = 300;
const rebalanceTimeout = 60_000;
/** Milliseconds for leaving once no record is in hand; then connections are cut, and the session runs out by itself. */
const leavePatience = 6_000;
const bytesPerPartition = 262_144;
/** More than any member has: a partition that waits must not keep another from being worked at. */
const atOnce = 256;

export const startMember = (options: MemberOptions): Member => {
  const { connection, group, topics, keepOffsets, sessionTimeout, pauses, log, onJoined } = options;
  const { kafka, cut } = createClient(connection);
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();
  const heartbeatInterval = Math.min(1_000, Math.floor(sessionTimeout / 5));
  const consumer: Consumer = kafka.consumer({
    groupId: group,
    sessionTimeout,
    heartbeatInterval,
    rebalanceTimeout,
    maxWaitTimeInMs: fetchWait,
    maxBytesPerPartition: bytesPerPartition,
    allowAutoTopicCreation: false,
    // A crash ends this life; whoever started it decides whether there is another.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4, restartOnFailure: async () => false },
  });
  let died: (error: Error) => void = () => undefined;
  let left: () => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    left = resolve;
    died = reject;
  });
  ended.catch(() => undefined);
  consumer.on(consumer.events.CRASH, ({ payload }) => died(payload.error));
  consumer.on(consumer.events.GROUP_JOIN, onJoined);

  const deliverBatch = createBatchDelivery({
    deliver: options.deliver,
    keepOffsets,
    heartbeatInterval,
    pauses,
    stopping: stopping.signal,
    log,
  });
  const begin = async (): Promise<void> => {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    if (stopping.signal.aborted) return;
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: atOnce,
      eachBatch: (payload) => {
        const work = deliverBatch(payload);
        inHand.add(work);
        const done = (): void => void inHand.delete(work);
        work.then(done, done);
        return work;
      },
    });
  };
  const began = begin().catch(died);

  const leave = async (): Promise<void> => {
    stopping.abort();
    await Promise.allSettled(inHand);
    const fuse = setTimeout(cut, leavePatience);
    try {
      // One that is joining cannot leave yet.
      await began;
      await consumer.disconnect();
    } catch (err) {
      log.warn({ err, group }, 'a group could not be left in order; its session runs out');
    } finally {
      clearTimeout(fuse);
      cut();
      left();
    }
  };
  let leaving: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    leaving ??= leave();
    return leaving;
  };
  return { ended, stop };
};
