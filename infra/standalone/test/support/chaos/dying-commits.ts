// Loaded before everything else (NODE_OPTIONS=--import) in every thread of a process: has it die around the COMMIT of the
// SQLite file that FAULT_FILE names. `mid-commit` dies by another thread's hand while the commit is under way.
import { basename } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import Database from 'libsql';
import { createDeath } from './death.js';

const { FAULT, FAULT_FILE, FAULT_MICROSECONDS = '0' } = process.env;

const executioner = `
const { workerData: { signal, microseconds } } = require('node:worker_threads');
Atomics.store(signal, 1, 1);
Atomics.notify(signal, 1);
Atomics.wait(signal, 0, 0);
const end = process.hrtime.bigint() + BigInt(microseconds) * 1000n;
while (process.hrtime.bigint() < end);
require('node:fs').writeSync(1, 'died at mid-commit\\n');
process.kill(process.pid, 'SIGKILL');
`;

/** A thread that kills the process so many microseconds after it is told to. */
const hire = (): (() => void) => {
  const signal = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(executioner, {
    eval: true,
    execArgv: [],
    env: {},
    workerData: { signal, microseconds: Number(FAULT_MICROSECONDS) },
  });
  worker.unref();
  return () => {
    Atomics.wait(signal, 1, 0);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
};

const around = (strike: () => void): void => {
  const death = createDeath(FAULT);
  death.arm();
  const { exec } = Database.prototype;
  Database.prototype.exec = function (this: Database.Database, sql: string) {
    if (sql !== 'COMMIT') return exec.call(this, sql);
    death.reach('before-commit');
    if (death.isNext('mid-commit')) strike();
    const result = exec.call(this, sql);
    // The executioner may be late by a turn of the scheduler: what was not answered is not done.
    if (death.isNext('mid-commit')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    death.reach('mid-commit');
    death.reach('after-commit');
    return result;
  } as typeof exec;
};

const file = (workerData as { readonly file?: unknown } | null)?.file;
if (!isMainThread && FAULT_FILE !== undefined && typeof file === 'string' && basename(file) === FAULT_FILE) {
  around(FAULT?.startsWith('mid-commit') ? hire() : () => undefined);
}
