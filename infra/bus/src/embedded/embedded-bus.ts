import { type Logger, unavailable } from '@daqidi/runtime';
import { checkHeaders } from '../headers.js';
import type { Pauses } from '../pause.js';
import type { Bus } from '../port.js';
import { createGroup, type Group } from './group.js';
import { type EmbeddedReplay, startReplay } from './replay.js';
import { openBusStorage } from './storage.js';

export interface EmbeddedBusOptions {
  readonly file: string;
  readonly log: Logger;
  /** Per topic. Fixed when the file is made; a file keeps what it was made with. */
  readonly partitions?: number;
  /** Called when nothing can be written any more: the process has to end and start anew. */
  readonly onDeath?: (error: Error) => void;
  /** Before a record that was not taken is delivered again. */
  readonly redelivery?: Pauses;
}

/**
 * The bus of one process over one SQLite file: order per key, at least once, and everything that was answered survives the
 * death of the process. Only this process may write the file.
 */
export const createEmbeddedBus = async (options: EmbeddedBusOptions): Promise<Bus> => {
  const { file, log, partitions = 8, redelivery: pauses = { first: 10, cap: 2_000 } } = options;
  const storage = await openBusStorage(file, partitions, options.onDeath);
  if (storage.partitions !== partitions) {
    log.warn({ wanted: partitions, kept: storage.partitions }, 'the bus keeps the partition count it was made with');
  }
  const groups = new Map<string, Group>();
  const replays = new Set<EmbeddedReplay>();
  let closing: Promise<void> | null = null;

  const group = (name: string): Group => {
    const found = groups.get(name) ?? createGroup({ name, storage, pauses, log });
    groups.set(name, found);
    return found;
  };
  const open = (): void => {
    if (closing !== null) throw unavailable(new Error('the bus is closed'));
  };

  const close = async (): Promise<void> => {
    try {
      await Promise.all([...replays].map((replay) => replay.stop()));
      await Promise.all([...groups.values()].map((one) => one.close()));
    } finally {
      await storage.close();
    }
  };

  return {
    publish: async (topic, records) => {
      open();
      records.forEach(checkHeaders);
      if (records.length === 0) return;
      const touched = await storage.append(topic, records);
      for (const partition of touched) {
        for (const one of groups.values()) one.wake(topic, partition);
        for (const replay of replays) replay.wake(topic, partition);
      }
    },
    consume: async ({ group: name, topics, onRecord }) => {
      open();
      return group(name).join({ topics: [...new Set(topics)], onRecord });
    },
    replay: async ({ topics, onRecord }) => {
      open();
      const replay = startReplay({ topics, onRecord, storage, pauses, log });
      replays.add(replay);
      return {
        caughtUp: replay.caughtUp,
        stop: async () => {
          await replay.stop();
          replays.delete(replay);
        },
      };
    },
    lag: async (name, topics) => {
      open();
      let lag = 0;
      const positionOf =
        groups.get(name)?.position ?? ((topic: string, partition: number) => storage.committed(name, topic, partition));
      for (const topic of new Set(topics)) {
        for (let partition = 0; partition < storage.partitions; partition += 1) {
          // A record may be taken an instant before its append is answered.
          lag += Math.max(0, storage.end(topic, partition) - positionOf(topic, partition));
        }
      }
      return lag;
    },
    up: async () => closing === null,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};
