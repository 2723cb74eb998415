import { type Bus, silentBus } from '@daqidi/bus';
import type { EventEnvelope } from '@daqidi/events';
import { topicOf } from '@daqidi/events';
import { type ServiceName, serviceNames } from '@daqidi/schemas';
import type { EventCodec } from '@daqidi/service';
import type { Archive } from '@daqidi/store';

const inOrder = (events: readonly EventEnvelope[]): readonly EventEnvelope[] => events.toSorted((a, b) => a.seq - b.seq);

/** The archived events of one service, each stream in its order. In the order of their ids (`<stream>/<seq>`) those of a stream lie together. */
export const archivedStreams = async function* (archive: Archive): AsyncGenerator<readonly EventEnvelope[]> {
  let events: EventEnvelope[] = [];
  for await (const page of archive.collection.pages()) {
    for (const { event } of page) {
      if (events.length > 0 && events[0]?.stream !== event.stream) {
        yield inOrder(events);
        events = [];
      }
      events.push(event);
    }
  }
  if (events.length > 0) yield inOrder(events);
};

/** The service whose archive holds what a topic carries: the directory has a topic of its own. */
export const ownerOf = (topic: string): ServiceName => serviceNames.find((name) => topicOf(name) === topic) ?? 'assignment';

/**
 * A bus that holds what the archives hold: whoever listens hears everything from the beginning, and nothing is published. `lag` is
 * zero, since a consumer is through when it has started.
 */
export const createArchivedBus = (archives: ReadonlyMap<ServiceName, Archive>, codec: EventCodec): Bus => {
  let offset = 0n;
  const hear = async (topic: string, take: (event: EventEnvelope) => void | Promise<void>): Promise<void> => {
    const archive = archives.get(ownerOf(topic));
    if (archive === undefined) return;
    for await (const events of archivedStreams(archive)) {
      for (const event of events) if (codec.topicOf(event) === topic) await take(event);
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
