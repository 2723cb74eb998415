import type { Bus, DeliveredRecord, Replay } from '@daqidi/bus';
import { directoryTopic, type EventEnvelope } from '@daqidi/events';
import { createDirectoryCopy, type Directory } from './directory.js';

export interface DirectoryReplica {
  readonly directory: Directory;
  /** Reads the directory topic to its end; afterwards changes arrive as they happen. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReplicaDeps {
  readonly bus: Bus;
  readonly decode: (record: DeliveredRecord) => EventEnvelope;
}

export const createDirectoryReplica = ({ bus, decode }: ReplicaDeps): DirectoryReplica => {
  const copy = createDirectoryCopy();
  let replay: Replay | null = null;
  return {
    directory: copy,
    start: async () => {
      replay = await bus.replay({ topics: [directoryTopic], onRecord: (record) => copy.take(decode(record)) });
      await replay.caughtUp;
    },
    stop: async () => {
      await replay?.stop();
    },
  };
};
