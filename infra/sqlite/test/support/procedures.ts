import { DaqidiError } from '@daqidi/errors';
import type Database from 'libsql';
import type { Procedures } from '../../src/batch.js';

export const migrate = (db: Database.Database): void => {
  db.exec('CREATE TABLE IF NOT EXISTS notes (id TEXT PRIMARY KEY, body BLOB)');
};

export const createProcedures = (db: Database.Database): Procedures => {
  const insert = db.prepare('INSERT INTO notes (id, body) VALUES (?, ?)');
  return {
    put: ({ id, body }: { id: string; body?: Uint8Array }) => {
      insert.run([id, body ?? null]);
      return id;
    },
    putTwice: ({ id }: { id: string }) => {
      insert.run([id, null]);
      insert.run([id, null]);
    },
    refuse: () => {
      throw new DaqidiError('RULE_VIOLATION', { rule: 'no-such-thing', text: { en: 'No.', zh: '不。' } });
    },
    fail: () => {
      throw Object.assign(new RangeError('out of range'), { code: 11000, keyValue: { a: 1 } });
    },
    limitPages: ({ more }: { more: number }) => {
      const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
      db.exec(`PRAGMA max_page_count = ${pages + more}`);
    },
    die: () => process.exit(3),
  };
};
