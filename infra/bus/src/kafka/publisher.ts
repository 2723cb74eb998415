import { DaqidiError, type Logger, unavailable } from '@daqidi/runtime';
import type { Producer, TopicMessages } from 'kafkajs';
import { partitionOf } from '../partition.js';
import { pause } from '../pause.js';
import type { BusRecord } from '../port.js';
import { batchLimit, type Chunk, chunksOf, toMessages } from './chunks.js';
import { createClient } from './client.js';
import { asUnavailable } from './kafka-error.js';
import type { KafkaConnection } from './options.js';

/** Milliseconds: how long a batch is tried, the pause between two attempts, how long a close waits for the batch in hand. */
const patience = 30_000;
const betweenAttempts = 200;
const closePatience = 5_000;

interface Waiting extends Chunk {
  resolve(): void;
  reject(error: unknown): void;
}

export interface KafkaPublisher {
  publish(topic: string, records: readonly BusRecord[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * One request is outstanding at a time; what is asked for meanwhile goes with the next. Not idempotent in Kafka's sense: that
 * loses acknowledged records in this library, while repeats are passed over by their number.
 */
export const createKafkaPublisher = (connection: KafkaConnection, partitions: number): KafkaPublisher => {
  const log: Logger = connection.log;
  const { kafka, cut } = createClient(connection);
  const producer: Producer = kafka.producer({
    allowAutoTopicCreation: false,
    idempotent: false,
    createPartitioner:
      () =>
      ({ message }) =>
        partitionOf(String(message.key), partitions),
    // Its own: without it the client's are not asked. Few: `deliver` goes on, and can stop.
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 5 },
  });
  const queue: Waiting[] = [];
  let connected: Promise<void> | null = null;
  let sending: Promise<void> | null = null;
  const closing = new AbortController();

  const connect = (): Promise<void> => {
    connected ??= producer.connect().catch((error: unknown) => {
      connected = null;
      throw error;
    });
    return connected;
  };

  const take = (): readonly Waiting[] => {
    let bytes = 0;
    let count = 0;
    for (const chunk of queue) {
      bytes += chunk.bytes;
      if (count > 0 && bytes > batchLimit) break;
      count += 1;
    }
    return queue.splice(0, count);
  };

  const deliver = async (topicMessages: TopicMessages[]): Promise<void> => {
    const end = performance.now() + patience;
    for (let failures = 1; ; failures += 1) {
      try {
        await connect();
        await producer.sendBatch({ topicMessages, acks: -1 });
        return;
      } catch (error) {
        const told = asUnavailable(error);
        const passing = told instanceof DaqidiError && performance.now() < end;
        if (!passing || closing.signal.aborted) throw told;
        log.warn({ err: error, failures }, 'records could not be published; tried again');
      }
      await pause(betweenAttempts, closing.signal);
    }
  };

  const send = async (): Promise<void> => {
    for (let batch = take(); batch.length > 0; batch = take()) {
      try {
        await deliver(toMessages(batch));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    sending = null;
  };

  const enqueue = (chunk: Chunk): Promise<void> =>
    new Promise((resolve, reject) => {
      if (closing.signal.aborted) throw unavailable(new Error('the bus is closed'));
      queue.push({ ...chunk, resolve, reject });
      sending ??= send();
    });

  return {
    publish: async (topic, records) => {
      // One after the other: what follows a chunk that failed must not overtake it.
      for (const chunk of chunksOf(topic, records)) await enqueue(chunk);
    },
    close: async () => {
      closing.abort();
      const last = sending;
      if (last !== null) {
        const fuse = setTimeout(cut, closePatience);
        await last;
        clearTimeout(fuse);
      }
      await producer.disconnect().finally(cut);
    },
  };
};
