import Database from 'libsql';

const busyTimeoutMilliseconds = 5_000;

const pragma = (db: Database.Database, name: string): unknown =>
  Object.values(db.prepare(`PRAGMA ${name}`).get() as Record<string, unknown>)[0];

const expectPragma = (db: Database.Database, name: string, wanted: unknown): void => {
  const actual = pragma(db, name);
  if (actual !== wanted) throw new Error(`PRAGMA ${name} is ${String(actual)} instead of ${String(wanted)}`);
};

/** The connection that writes. Throws where the file system cannot give what durability rests on. */
export const openWritingConnection = (file: string): Database.Database => {
  const db = new Database(file, { timeout: busyTimeoutMilliseconds });
  db.exec(`PRAGMA busy_timeout = ${busyTimeoutMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY`);
  expectPragma(db, 'journal_mode', 'wal');
  expectPragma(db, 'synchronous', 2);
  expectPragma(db, 'wal_autocheckpoint', 1000);
  expectPragma(db, 'busy_timeout', busyTimeoutMilliseconds);
  return db;
};

/** A connection that cannot write: one thread must never hold two writers, it would wait for itself. */
export const openReadingConnection = (file: string): Database.Database => {
  const db = new Database(file, { timeout: busyTimeoutMilliseconds });
  db.exec(
    `PRAGMA busy_timeout = ${busyTimeoutMilliseconds}; PRAGMA query_only = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY`,
  );
  expectPragma(db, 'query_only', 1);
  return db;
};

/**
 * Folds the log into the file and removes it, so that what is left of a clean stop is one file. That closing would do it cannot be relied
 * on: statements keep a closed connection alive until they are collected. Where it cannot be done (somebody else has the file open, the disk
 * is full) the log stays, and is as good as the file.
 */
export const foldLog = (reader: Database.Database): void => {
  try {
    reader.exec('PRAGMA query_only = OFF; PRAGMA busy_timeout = 0');
    reader.prepare('PRAGMA journal_mode = DELETE').get();
  } catch (error) {
    if (!String((error as { readonly code?: unknown }).code).startsWith('SQLITE_')) throw error;
  }
};
