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
