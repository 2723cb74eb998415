import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

const patched = Symbol.for('daqidi.kafkajs.idleTimer');

/**
 * kafkajs 2.2.4 looks every millisecond on every connection whether requests are waiting to be sent, above all when there are
 * none (5 % of a core with four connections). Whatever enqueues a request schedules the look itself, so with nothing waiting
 * there is nothing to schedule. To be looked at again with any other release: hence the exact version in package.json.
 */
export const quietIdleConnections = (): void => {
  const load = createRequire(import.meta.url);
  const { prototype } = load('kafkajs/src/network/requestQueue') as { prototype: RequestQueue & { [patched]?: true } };
  if (prototype[patched]) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
  prototype[patched] = true;
};
