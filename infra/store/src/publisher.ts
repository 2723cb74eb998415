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
  /**
   * Publishes what the document, just saved, has pending; kicks that come during a run share the next. Never rejects. The
   * save was guarded by `rev`, so no event can have come between what it read and what it wrote: the document in hand has all
   * that was pending then, and reading it anew would only cost.
   */
  kick(documents: Collection<AnyDocument>, saved: AnyDocument): void;
  /** Publishes documents that were just inserted, all together; what fails is left to the sweeper. */
  publishNew(documents: Collection<AnyDocument>, inserted: readonly AnyDocument[]): Promise<void>;
  /** Publishes what earlier attempts or a crash left behind, the longest waiting first. Answers how many documents it tried. */
  sweep(documents: Collection<AnyDocument>): Promise<number>;
  /** Resolves when no run is under way. */
  idle(): Promise<void>;
}

const sweepSize = 200;

/**
 * Takes ALL pending events of a document, as it was just saved or freshly read, in order: archive → publish → remove. Whoever
 * does it, however often, the outcome is the same; so there are no leases.
 */
export const createPublisher = ({ archive, send, faults, onFailure }: PublisherDeps): Publisher => {
  const running = new Map<string, Promise<void>>();
  /** What to publish after the run under way: the document as saved meanwhile, or null to read it. */
  const next = new Map<string, AnyDocument | null>();

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

  const run = async (documents: Collection<AnyDocument>, id: string, key: string): Promise<void> => {
    let sent = 0;
    try {
      for (let turn = next.get(key); turn !== undefined; turn = next.get(key)) {
        next.delete(key);
        const document = turn ?? (await documents.byId(id));
        // Saved before the last turn's events were removed: those have been sent.
        const outbox = document?.outbox.filter(({ seq }) => seq > sent) ?? [];
        if (document !== null) await publishAll(documents, [{ ...document, outbox }]);
        sent = outbox.at(-1)?.seq ?? sent;
      }
    } catch (error) {
      next.delete(key);
      onFailure(error, id);
    } finally {
      running.delete(key);
    }
  };

  const publish = (documents: Collection<AnyDocument>, id: string, saved: AnyDocument | null): Promise<void> => {
    const key = `${documents.spec.name}/${id}`;
    const waiting = next.get(key);
    // Saves may be answered out of turn; the later one has what the earlier had, unless that was sent.
    if (saved === null || waiting === undefined || (waiting !== null && waiting.rev < saved.rev)) next.set(key, saved);
    const current = running.get(key);
    if (current !== undefined) return current;
    const started = run(documents, id, key);
    running.set(key, started);
    return started;
  };

  return {
    kick: (documents, saved) => {
      void publish(documents, saved._id, saved);
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
      await Promise.all(waiting.map(({ _id }) => publish(documents, _id, null)));
      return waiting.length;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
};
