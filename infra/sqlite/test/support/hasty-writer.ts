// A saboteur: it answers first and commits a moment later.
import { parentPort, workerData } from 'node:worker_threads';
import { createBatchRunner } from '../../src/batch.js';
import { openWritingConnection } from '../../src/connection.js';
import type { ProceduresModule, ToWriter, WriterData } from '../../src/writer.js';

const data = workerData as WriterData;
const module = (await import(data.procedures)) as ProceduresModule;
const db = openWritingConnection(data.file);
module.migrate?.(db, undefined);
const runner = createBatchRunner(db, data.file, module.createProcedures(db, undefined));
parentPort?.on('message', (message: ToWriter) => {
  if (!('calls' in message)) return;
  const replies = message.calls.map(({ id, args }) => ({ id, result: (args as { id: string }).id }));
  parentPort?.postMessage({ replies, commits: 0 });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
  runner.run(message.calls);
});
parentPort?.postMessage({ ready: true });
