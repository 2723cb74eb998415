import type { SqliteFile } from '@daqidi/sqlite';
import { partitionOf } from '../partition.js';

type Database = SqliteFile['reader'];

export interface AppendArgs {
  readonly topic: string;
  /** Headers as JSON text. */
  readonly records: readonly { readonly key: string; readonly headers: string; readonly value: string }[];
}

/** Touched partitions with the offset that their next record will get. */
export type AppendResult = readonly { readonly partition: number; readonly next: number }[];

export interface CommitArgs {
  readonly group: string;
  readonly offsets: readonly { readonly topic: string; readonly partition: number; readonly next: number }[];
}

export interface BusWriterData {
  readonly partitions: number;
}

export const migrate = (db: Database, { partitions }: BusWriterData): void => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS records (
      topic TEXT NOT NULL, part INTEGER NOT NULL, pos INTEGER NOT NULL, key BLOB NOT NULL, headers BLOB NOT NULL, value BLOB NOT NULL,
      PRIMARY KEY (topic, part, pos)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS offsets (
      grp TEXT NOT NULL, topic TEXT NOT NULL, part INTEGER NOT NULL, next INTEGER NOT NULL,
      PRIMARY KEY (grp, topic, part)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;`);
  // Keys stay on their partition only while the count does: it is fixed when the file is made.
  db.prepare(`INSERT OR IGNORE INTO settings (name, value) VALUES ('partitions', ?)`).run(partitions);
};

export const createProcedures = (db: Database) => {
  const { value: partitions } = db.prepare(`SELECT value FROM settings WHERE name = 'partitions'`).get() as { value: number };
  const last = db.prepare('SELECT max(pos) AS pos FROM records WHERE topic = ? AND part = ?');
  const insert = db.prepare('INSERT INTO records (topic, part, pos, key, headers, value) VALUES (?, ?, ?, ?, ?, ?)');
  const advance = db.prepare(`INSERT INTO offsets (grp, topic, part, next) VALUES (?, ?, ?, ?)
    ON CONFLICT (grp, topic, part) DO UPDATE SET next = max(next, excluded.next)`);
  const nextOf = (topic: string, partition: number): number =>
    ((last.get(topic, partition) as { pos: number | null }).pos ?? -1) + 1;

  return {
    append: ({ topic, records }: AppendArgs): AppendResult => {
      const nexts = new Map<number, number>();
      for (const { key, headers, value } of records) {
        const partition = partitionOf(key, partitions);
        const position = nexts.get(partition) ?? nextOf(topic, partition);
        // As bytes: text columns end at the first NUL.
        insert.run(topic, partition, position, Buffer.from(key), Buffer.from(headers), Buffer.from(value));
        nexts.set(partition, position + 1);
      }
      return [...nexts].map(([partition, next]) => ({ partition, next }));
    },
    commit: ({ group, offsets }: CommitArgs): void => {
      for (const { topic, partition, next } of offsets) advance.run(group, topic, partition, next);
    },
  };
};
