import { type Bus, silentBus } from '@daqidi/bus';
import type { EventEnvelope } from '@daqidi/events';
import { directoryTopic, topicOf } from '@daqidi/events';
import type { EventCodec } from '@daqidi/service';
import type { Archive } from '@daqidi/store';

/** The archived events of one service, each stream in its order. */
export const archivedStreams = async function* (archive: Archive): AsyncGenerator<readonly EventEnvelope[]> {
  const streams = new Set<string>();
  for await (const page of archive.collection.pages()) for (const { stream } of page) streams.add(stream);
  for (const stream of streams) yield archive.ofStream(stream);
};

/**
 * A bus that holds what the archives hold: whoever listens hears everything from the beginning, and nothing is published. `lag` is
 * zero, since a consumer is through when it has started.
 */
export const createArchivedBus = (archives: ReadonlyMap<string, Archive>, codec: EventCodec): Bus => {
  let offset = 0n;
  const hear = async (topic: string, take: (event: EventEnvelope) => void | Promise<void>): Promise<void> => {
    // The directory has a topic of its own, and its archive is among its owner's.
    for (const [service, archive] of archives) {
      if (topic !== directoryTopic && topic !== topicOf(service)) continue;
      for await (const events of archivedStreams(archive)) {
        for (const event of events) if (codec.topicOf(event) === topic) await take(event);
      }
    }
  };
  const record = (topic: string, event: EventEnvelope) => {
    offset += 1n;
    return { ...codec.encode(event), topic, partition: 0, offset: String(offset) };
  };
  return {
    ...silentBus,
    consume: async ({ topics, onRecord }) => {
      for (const topic of topics) await hear(topic, (event) => onRecord(record(topic, event)));
      return { stop: async () => undefined };
    },
    replay: async ({ topics, onRecord }) => {
      for (const topic of topics) await hear(topic, (event) => onRecord(record(topic, event)));
      return { caughtUp: Promise.resolve(), stop: async () => undefined };
    },
  };
};
