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
  if (!('call' in message)) return;
  parentPort?.postMessage({ replies: [{ id: message.call.id, result: (message.call.args as { id: string }).id }], commits: 0 });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
  runner.run([message.call]);
});
parentPort?.postMessage({ ready: true });
