import { pause } from '../pause.js';
import type { KafkaAdmin } from './admin.js';

/** Milliseconds: the gateway waits a second for all that a service says of itself. */
const patience = 400;

/** Whether a broker answers, asked anew each time; one question is under way at most, and one that takes long means no. */
export const createProbe = (admin: KafkaAdmin): (() => Promise<boolean>) => {
  let asking: Promise<boolean> | null = null;

  const ask = async (): Promise<boolean> => {
    try {
      await admin.use((client) => client.describeCluster());
      return true;
    } catch {
      return false;
    } finally {
      asking = null;
    }
  };

  return async () => {
    asking ??= ask();
    const answered = new AbortController();
    const late = pause(patience, answered.signal).then(() => false);
    const up = await Promise.race([asking, late]);
    answered.abort();
    return up;
  };
};
