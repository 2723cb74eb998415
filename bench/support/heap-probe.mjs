// Loaded into a measured process that was started with --expose-gc and a channel: answers each message with its memory after a
// collection of everything.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send !== undefined) {
  process.on('message', () => {
    globalThis.gc();
    // What waited for finalisation goes with the second.
    setImmediate(() => {
      globalThis.gc();
      const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
      process.send({ heapUsed, external, arrayBuffers, rss });
    });
  });
  process.channel?.unref();
}
