import { openSqliteFile } from '@daqidi/sqlite';
import { partitionOf } from '../partition.js';
import type { BusRecord, DeliveredRecord } from '../port.js';
import type { AppendArgs, AppendResult, BusWriterData, CommitArgs } from './procedures.js';
import { createTail, type Tail } from './tail.js';

interface Row {
  readonly pos: number;
  readonly key: ArrayBuffer;
  readonly headers: ArrayBuffer;
  readonly value: ArrayBuffer;
}

/** The append-only table of records and the offsets beside it. Reads see everything whose append was answered. */
export interface BusStorage {
  readonly partitions: number;
  /** Answers the partitions written to when the records are durable. */
  append(topic: string, records: readonly BusRecord[]): Promise<readonly number[]>;
  commit(group: string, offsets: CommitArgs['offsets']): Promise<void>;
  /** The same record is the same object for whoever reads it while it is fresh: not to be changed. */
  read(topic: string, partition: number, from: number, limit: number): readonly DeliveredRecord[];
  /** Offset that the partition's next record will get. */
  end(topic: string, partition: number): number;
  /** First offset that the group has not committed. */
  committed(group: string, topic: string, partition: number): number;
  close(): Promise<void>;
}

// libsql answers a blob as a Buffer to get() and as an ArrayBuffer to all().
const textOf = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('utf8');

export const openBusStorage = async (file: string, wanted: number, onDeath?: (error: Error) => void): Promise<BusStorage> => {
  const workerData: BusWriterData = { partitions: wanted };
  const procedures = new URL('./procedures.js', import.meta.url);
  const db = await openSqliteFile({ file, procedures, workerData, ...(onDeath && { onDeath }) });
  const { reader } = db;
  const { value: partitions } = reader.prepare(`SELECT value FROM settings WHERE name = 'partitions'`).get() as { value: number };
  const select = reader.prepare(`SELECT pos, key, headers, value FROM records WHERE topic = ? AND part = ? AND pos >= ?
    ORDER BY pos LIMIT ?`);
  const last = reader.prepare('SELECT max(pos) AS pos FROM records WHERE topic = ? AND part = ?');
  const next = reader.prepare('SELECT next FROM offsets WHERE grp = ? AND topic = ? AND part = ?');
  // This process is the file's only writer, so what was once read only moves with its own appends.
  const ends = new Map<string, number>();
  const grow = (topic: string, partition: number, end: number): void => {
    ends.set(`${partition}/${topic}`, Math.max(end, ends.get(`${partition}/${topic}`) ?? 0));
  };

  const tails = new Map<string, Tail>();
  const tailOf = (topic: string, partition: number): Tail => {
    const name = `${partition}/${topic}`;
    const known = tails.get(name) ?? createTail();
    tails.set(name, known);
    return known;
  };
  /** Appends are answered in the order of their offsets. */
  const keep = (topic: string, records: readonly BusRecord[], touched: AppendResult): void => {
    const written = new Map<number, BusRecord[]>();
    for (const record of records) {
      const partition = partitionOf(record.key, partitions);
      const known = written.get(partition);
      if (known === undefined) written.set(partition, [record]);
      else known.push(record);
    }
    for (const { partition, next: end } of touched) {
      const own = written.get(partition) ?? [];
      own.forEach(({ key, headers, value }, index) => {
        const offset = end - own.length + index;
        tailOf(topic, partition).push(offset, { topic, partition, offset: String(offset), key, headers, value });
      });
    }
  };

  return {
    partitions,
    append: async (topic, records) => {
      const args: AppendArgs = {
        topic,
        records: records.map(({ key, headers, value }) => ({ key, headers: JSON.stringify(headers), value })),
      };
      const touched = await db.call<AppendResult>('append', args);
      keep(topic, records, touched);
      for (const { partition, next: end } of touched) grow(topic, partition, end);
      return touched.map(({ partition }) => partition);
    },
    commit: (group, offsets) => db.call('commit', { group, offsets } satisfies CommitArgs),
    read: (topic, partition, from, limit) =>
      tailOf(topic, partition).read(from, limit) ??
      (select.all(topic, partition, from, limit) as Row[]).map((row) => ({
        topic,
        partition,
        offset: String(row.pos),
        key: textOf(row.key),
        headers: JSON.parse(textOf(row.headers)) as Record<string, string>,
        value: textOf(row.value),
      })),
    end: (topic, partition) => {
      const known = ends.get(`${partition}/${topic}`);
      if (known !== undefined) return known;
      grow(topic, partition, ((last.get(topic, partition) as { pos: number | null }).pos ?? -1) + 1);
      return ends.get(`${partition}/${topic}`) ?? 0;
    },
    committed: (group, topic, partition) => (next.get(group, topic, partition) as { next: number } | undefined)?.next ?? 0,
    close: () => db.close(),
  };
};
