import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { unavailable } from '@daqidi/errors';
import { privateFile } from '@daqidi/private-files';
import type Database from 'libsql';
import type { Call, Reply } from './batch.js';
import { foldLog, openReadingConnection } from './connection.js';
import { fromWireError, toWireError } from './errors.js';
import type { FromWriter, ToWriter, WriterData } from './writer.js';

export interface SqliteFile {
  /**
   * Runs a procedure in the writer thread; answered after the commit (WAL, synchronous FULL) that holds it. Queued calls
   * share a commit. A procedure that throws undoes only itself, and its error arrives with name, message, code and own
   * properties. Rejected with UNAVAILABLE where the storage or the writer failed: the same call may be tried again.
   */
  call<Result>(procedure: string, args: unknown): Promise<Result>;
  /** Read-only connection of the calling thread; sees everything already answered. */
  readonly reader: Database.Database;
  /** Calls answered and transactions committed since the file was opened. */
  statistics(): { readonly calls: number; readonly commits: number };
  /** Finishes what is queued, checkpoints, ends the thread; idempotent. */
  close(): Promise<void>;
}

export interface SqliteFileOptions {
  readonly file: string;
  /** A compiled module exporting `createProcedures(db, workerData)` and optionally `migrate(db, workerData)`. */
  readonly procedures: URL;
  readonly workerData?: unknown;
  /** Called once when the writer thread ends without having been asked to: from then on every call is refused. */
  readonly onDeath?: (error: Error) => void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Opens (and creates) the file with one writer thread. Rejects with the cause where it cannot be opened or migrated. */
export const openSqliteFile = (options: SqliteFileOptions): Promise<SqliteFile> =>
  openWithWriter(options, new URL('./writer.js', import.meta.url));

/** SQLite gives its log, index and journal the mode of the database that they belong to. */
const forOwnerAlone = (file: string): void => {
  privateFile(file);
  for (const beside of ['-wal', '-shm', '-journal']) if (existsSync(file + beside)) privateFile(file + beside);
};

export const openWithWriter = async (options: SqliteFileOptions, writer: URL): Promise<SqliteFile> => {
  forOwnerAlone(options.file);
  const workerData: WriterData = { file: options.file, procedures: options.procedures.href, workerData: options.workerData };
  const worker = new Worker(writer, { workerData });
  const waiting = new Map<number, Waiting>();
  const queued: Call[] = [];
  let posted = 0;
  let sending = false;
  let lastId = 0;
  let calls = 0;
  let commits = 0;
  let ended: Error | undefined;
  let closing: Promise<void> | undefined;
  let opened = false;

  const end = (cause: unknown): void => {
    ended ??= unavailable(cause);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end(new Error(`The writer thread of ${options.file} has ended`));
      if (opened && closing === undefined && ended !== undefined) options.onDeath?.(ended);
      resolve();
    });
  });
  worker.on('error', end);

  const post = (message: ToWriter): void => worker.postMessage(message);
  const postCalls = (batch: readonly Call[]): void => {
    const [first] = batch;
    if (first === undefined) return;
    try {
      post({ calls: batch });
      posted += batch.length;
    } catch (error) {
      // Something in it cannot be sent to a thread: only the call it belongs to fails.
      if (batch.length > 1) for (const call of batch) postCalls([call]);
      else answer({ id: first.id, error: toWireError(error) });
    }
  };
  const send = (): void => {
    sending = false;
    if (ended === undefined) postCalls(queued.splice(0));
  };
  /** One message is under way at a time: what is asked for meanwhile goes in the next, and shares its commit. */
  const sendSoon = (): void => {
    if (sending || posted > 0 || queued.length === 0) return;
    sending = true;
    setImmediate(send);
  };

  const answer = (reply: Reply): void => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    calls += 1;
    if ('error' in reply) call?.reject(fromWireError(reply.error));
    else call?.resolve(reply.result);
  };
  const settle = (message: Extract<FromWriter, { readonly replies: unknown }>): void => {
    commits = message.commits;
    posted -= message.replies.length;
    message.replies.forEach(answer);
    sendSoon();
  };

  await new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(ended));
    worker.on('message', (message: FromWriter) => {
      if ('replies' in message) settle(message);
      else if ('ready' in message) resolve();
      else reject(fromWireError(message.failed));
    });
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  const reader = openReadingConnection(options.file);
  opened = true;

  return {
    reader,
    statistics: () => ({ calls, commits }),
    call: <Result>(procedure: string, args: unknown) =>
      new Promise<Result>((resolve, reject) => {
        if (ended !== undefined || closing !== undefined) throw ended ?? unavailable(new Error(`${options.file} is closed`));
        const id = ++lastId;
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        queued.push({ id, procedure, args });
        sendSoon();
      }),
    close: () => {
      closing ??= (async () => {
        send();
        if (ended === undefined) post({ close: true });
        await exited;
        foldLog(reader);
        reader.close();
      })();
      return closing;
    },
  };
};
