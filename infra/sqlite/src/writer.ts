import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'libsql';
import { type Call, createBatchRunner, type Procedures, type Reply } from './batch.js';
import { openWritingConnection } from './connection.js';
import { toWireError, type WireError } from './errors.js';

export interface WriterData {
  readonly file: string;
  readonly procedures: string;
  readonly workerData: unknown;
}

export type ToWriter = { readonly calls: readonly Call[] } | { readonly close: true };

export type FromWriter =
  | { readonly ready: true }
  | { readonly failed: WireError }
  | { readonly replies: readonly Reply[]; readonly commits: number };

export interface ProceduresModule {
  migrate?(db: Database.Database, data: unknown): void;
  createProcedures(db: Database.Database, data: unknown): Procedures;
}

/** Calls that may share a commit: bounds how long the first of them waits for the last. */
const batchLimit = 256;

const port = parentPort;
if (port === null) throw new Error('writer.js runs as a worker thread');
const data = workerData as WriterData;
const post = (message: FromWriter): void => port.postMessage(message);

const postReplies = (replies: readonly Reply[], commits: number): void => {
  try {
    post({ replies, commits });
  } catch (error) {
    if (replies.length === 1) post({ replies: [{ id: replies[0]?.id ?? -1, error: toWireError(error) }], commits });
    else for (const reply of replies) postReplies([reply], commits);
  }
};

const serve = (db: Database.Database, procedures: Procedures): void => {
  const runner = createBatchRunner(db, data.file, procedures);
  const finish = (): void => {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    port.close();
  };
  const take = (message: ToWriter): void => {
    if ('close' in message) {
      finish();
      return;
    }
    for (let from = 0; from < message.calls.length; from += batchLimit) {
      postReplies(runner.run(message.calls.slice(from, from + batchLimit)), runner.commits());
    }
  };
  port.on('message', take);
};

try {
  const module = (await import(data.procedures)) as ProceduresModule;
  const db = openWritingConnection(data.file);
  module.migrate?.(db, data.workerData);
  serve(db, module.createProcedures(db, data.workerData));
  post({ ready: true });
} catch (error) {
  post({ failed: toWireError(error) });
}
