import { wrapLibraryMethod } from './wrap-library.js';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * The library looks every millisecond on every connection whether requests are waiting to be sent, above all when there are
 * none (5 % of a core with four connections). Whatever enqueues a request schedules the look itself, so with nothing waiting
 * there is nothing to schedule.
 */
export const quietIdleConnections = (): void =>
  wrapLibraryMethod<RequestQueue>(
    'network/requestQueue',
    'scheduleCheckPendingRequests',
    (schedule) =>
      function () {
        if (this.pending.length > 0) schedule.call(this);
      },
  );
