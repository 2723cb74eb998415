import type Database from 'libsql';
import { isStorageFailure, storageUnavailable, toWireError, type WireError } from './errors.js';

export type Procedures = Readonly<Record<string, (args: never) => unknown>>;

export interface Call {
  readonly id: number;
  readonly procedure: string;
  readonly args: unknown;
}

export type Reply = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: WireError };

export interface BatchRunner {
  /**
   * Runs the calls in order in one transaction and returns their replies when it is committed. Never throws. A procedure that
   * shares a transaction with one that throws runs a second time: procedures keep nothing outside the database.
   */
  run(calls: readonly Call[]): readonly Reply[];
  /** Transactions committed so far. */
  commits(): number;
}

export const createBatchRunner = (db: Database.Database, file: string, procedures: Procedures): BatchRunner => {
  let commits = 0;

  const invoke = ({ procedure, args }: Call): unknown => {
    const body = procedures[procedure];
    if (body === undefined) throw new Error(`No procedure named ${procedure}`);
    return body(args as never);
  };

  const runOne = (call: Call): Reply => {
    db.exec('SAVEPOINT one_call');
    try {
      const result = invoke(call);
      db.exec('RELEASE one_call');
      return { id: call.id, result };
    } catch (error) {
      // SQLite ends the whole transaction by itself on some failures, a full disk among them.
      if (db.inTransaction) db.exec('ROLLBACK TO one_call; RELEASE one_call');
      return { id: call.id, error: toWireError(isStorageFailure(error) ? storageUnavailable(file, error) : error) };
    }
  };

  const rejectAll = (calls: readonly Call[], error: WireError): readonly Reply[] => calls.map(({ id }) => ({ id, error }));

  /** Without savepoints, which cost as much as a write; null, and nothing done, where any call throws. */
  const runWhole = (calls: readonly Call[]): readonly Reply[] | null => {
    db.exec('BEGIN IMMEDIATE');
    let replies: readonly Reply[];
    try {
      replies = calls.map((call) => ({ id: call.id, result: invoke(call) }));
    } catch {
      if (db.inTransaction) db.exec('ROLLBACK');
      return null;
    }
    db.exec('COMMIT');
    commits += 1;
    return replies;
  };

  const runOneByOne = (calls: readonly Call[]): readonly Reply[] => {
    const replies: Reply[] = [];
    db.exec('BEGIN IMMEDIATE');
    for (const call of calls) {
      const reply = runOne(call);
      replies.push(reply);
      if (!db.inTransaction && 'error' in reply) {
        // What came before is undone too; what comes after has not run and gets a transaction of its own.
        const attempted = rejectAll(calls.slice(0, replies.length), reply.error);
        return replies.length < calls.length ? [...attempted, ...run(calls.slice(replies.length))] : attempted;
      }
    }
    db.exec('COMMIT');
    commits += 1;
    return replies;
  };

  const run = (calls: readonly Call[]): readonly Reply[] => {
    try {
      return runWhole(calls) ?? runOneByOne(calls);
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      return rejectAll(calls, toWireError(storageUnavailable(file, error)));
    }
  };

  return { run, commits: () => commits };
};
