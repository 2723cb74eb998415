import type { TopicMessages } from 'kafkajs';
import type { BusRecord } from '../port.js';

/** Bytes that one request carries at most, but for a single record that is larger: brokers take a megabyte. */
export const batchLimit = 400_000;
/** Per record: what keys, headers and framing need besides the value. */
const overhead = 200;

export interface Chunk {
  readonly topic: string;
  readonly records: readonly BusRecord[];
  readonly bytes: number;
}

export const chunksOf = (topic: string, records: readonly BusRecord[], limit = batchLimit): readonly Chunk[] => {
  const chunks: { topic: string; records: BusRecord[]; bytes: number }[] = [];
  for (const record of records) {
    const size = Buffer.byteLength(record.value) + JSON.stringify(record.headers).length + overhead;
    const last = chunks.at(-1);
    if (last === undefined || last.bytes + size > limit) chunks.push({ topic, records: [record], bytes: size });
    else {
      last.records.push(record);
      last.bytes += size;
    }
  }
  return chunks;
};

export const toMessages = (chunks: readonly Chunk[]): TopicMessages[] => {
  const byTopic = new Map<string, BusRecord[]>();
  for (const { topic, records } of chunks) {
    const list = byTopic.get(topic) ?? [];
    byTopic.set(topic, list);
    list.push(...records);
  }
  return [...byTopic].map(([topic, records]) => ({
    topic,
    messages: records.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
  }));
};
