import { unavailable } from '@daqidi/runtime';
import type { Admin } from 'kafkajs';
import { pause } from '../pause.js';
import { createClient } from './client.js';
import { asUnavailable, isElection } from './kafka-error.js';
import type { KafkaConnection } from './options.js';

/** Milliseconds between attempts: a partition whose leader is just being elected answers a little later. */
const elections = [50, 100, 200, 400, 800] as const;

/** The connection for questions; opened at the first, opened anew after one that failed. */
export interface KafkaAdmin {
  /** Rejects with UNAVAILABLE where no broker answers. */
  use<Answer>(ask: (admin: Admin) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

interface Open {
  readonly admin: Promise<Admin>;
  close(): Promise<void>;
}

export const createKafkaAdmin = (connection: KafkaConnection): KafkaAdmin => {
  let current: Open | null = null;
  const closing = new AbortController();

  const open = (): Open => {
    const { kafka, cut } = createClient(connection);
    const admin = kafka.admin();
    return {
      admin: admin.connect().then(() => admin),
      close: () => admin.disconnect().finally(cut),
    };
  };

  const once = async <Answer>(ask: (admin: Admin) => Promise<Answer>): Promise<Answer> => {
    current ??= open();
    const mine = current;
    try {
      return await ask(await mine.admin);
    } catch (error) {
      if (!isElection(error) && current === mine) {
        current = null;
        await mine.close();
      }
      throw asUnavailable(error);
    }
  };

  return {
    use: async (ask) => {
      for (const wait of elections) {
        if (closing.signal.aborted) throw unavailable(new Error('the bus is closed'));
        try {
          return await once(ask);
        } catch (error) {
          if (!isElection(error)) throw error;
        }
        await pause(wait, closing.signal);
      }
      return once(ask);
    },
    close: async () => {
      closing.abort();
      const last = current;
      current = null;
      await last?.close();
    },
  };
};
