import type { EventEnvelope } from '@daqidi/events';
import type { Clock, FaultPoints } from '@daqidi/runtime';
import type { AggregateDocument } from './aggregate-document.js';
import type { Archive } from './archive.js';
import type { Collection } from './collection.js';

export interface PublisherDeps {
  readonly archive: Archive;
  /** Resolved means that the bus has them for good. All of one document, in their order. */
  readonly send: (events: readonly EventEnvelope[]) => Promise<void>;
  readonly clock: Clock;
  readonly faults: FaultPoints;
  /** Called when a publishing attempt fails; the sweeper will try again. */
  readonly onFailure: (error: unknown, documentId: string) => void;
}

type AnyDocument = AggregateDocument<unknown, unknown>;

export interface Publisher {
  /** Publishes what the document has pending, soon; several kicks of one document share a run. Never rejects. */
  kick(documents: Collection<AnyDocument>, id: string): void;
  /** Publishes documents that were just inserted, all together; what fails is left to the sweeper. */
  publishNew(documents: Collection<AnyDocument>, inserted: readonly AnyDocument[]): Promise<void>;
  /** Publishes what earlier attempts or a crash left behind, the longest waiting first. Answers how many documents it tried. */
  sweep(documents: Collection<AnyDocument>): Promise<number>;
  /** Resolves when no run is under way. */
  idle(): Promise<void>;
}

const sweepSize = 200;

/**
 * Takes ALL pending events of a document, freshly read, in order: archive → publish → remove. Whoever does it, however
 * often, the outcome is the same; so there are no leases.
 */
export const createPublisher = ({ archive, send, faults, onFailure }: PublisherDeps): Publisher => {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();

  const clear = async (documents: Collection<AnyDocument>, { _id, outbox }: AnyDocument): Promise<void> => {
    const last = outbox.at(-1)?.seq ?? 0;
    const pull = { $pull: { outbox: { seq: { $lte: last } } } };
    const emptied = await documents.update({ _id, seq: last }, { ...pull, $set: { pendingAt: null } });
    // Events came in meanwhile: what was sent goes, the rest keeps its date.
    if (!emptied) await documents.update({ _id }, pull);
  };

  const publishAll = async (documents: Collection<AnyDocument>, waiting: readonly AnyDocument[]): Promise<void> => {
    const events = waiting.flatMap(({ outbox }) => outbox);
    if (events.length === 0) return;
    await faults('after-save-before-archive');
    await archive.append(events);
    await faults('after-archive-before-publish');
    await send(events);
    await faults('after-publish-before-clear');
    await Promise.all(waiting.map((document) => clear(documents, document)));
  };

  const publishPending = async (documents: Collection<AnyDocument>, id: string): Promise<void> => {
    const document = await documents.byId(id);
    if (document !== null) await publishAll(documents, [document]);
  };

  const run = async (documents: Collection<AnyDocument>, id: string, key: string): Promise<void> => {
    try {
      do {
        again.delete(key);
        await publishPending(documents, id);
      } while (again.has(key));
    } catch (error) {
      again.delete(key);
      onFailure(error, id);
    } finally {
      running.delete(key);
    }
  };

  const publish = (documents: Collection<AnyDocument>, id: string): Promise<void> => {
    const key = `${documents.spec.name}/${id}`;
    const current = running.get(key);
    if (current !== undefined) {
      again.add(key);
      return current;
    }
    const started = run(documents, id, key);
    running.set(key, started);
    return started;
  };

  return {
    kick: (documents, id) => {
      void publish(documents, id);
    },
    publishNew: async (documents, inserted) => {
      try {
        await publishAll(documents, inserted);
      } catch (error) {
        onFailure(error, inserted[0]?._id ?? documents.spec.name);
      }
    },
    sweep: async (documents) => {
      const waiting = await documents.find('pending', { where: { pendingAt: { $gt: new Date(0) } }, limit: sweepSize });
      await Promise.all(waiting.map(({ _id }) => publish(documents, _id)));
      return waiting.length;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
};
