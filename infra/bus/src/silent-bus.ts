import type { Bus } from './port.js';

/** Takes everything and hands out nothing: for a service that is only declared, or hears from elsewhere. */
export const silentBus: Bus = {
  publish: async () => undefined,
  consume: async () => ({ stop: async () => undefined }),
  replay: async () => ({ caughtUp: Promise.resolve(), stop: async () => undefined }),
  lag: async () => 0,
  up: async () => true,
  close: async () => undefined,
};
