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
  readonly clearing: Clearing;
}

/**
 * When a document loses the events that the bus has. WITH_NEXT_SAVE spares the write of its own where another save of the same
 * document soon follows; the rest is cleared by the next sweep. Only for the one process that writes a database: another one's
 * sweeper would send again what merely waits to be cleared.
 */
export type Clearing = 'AT_ONCE' | 'WITH_NEXT_SAVE';

type AnyDocument = AggregateDocument<unknown, unknown>;

export interface Publisher {
  /**
   * Publishes what the document, just saved, has pending; kicks that come during a run share the next. Never rejects. The
   * save was guarded by `rev`, so no event can have come between what it read and what it wrote: the document in hand has all
   * that was pending then, and reading it anew would only cost.
   */
  kick(documents: Collection<AnyDocument>, saved: AnyDocument): void;
  /** The last of the document's events that the bus has although the document may still hold it; 0 where none is known. */
  published(documents: Collection<AnyDocument>, id: string): number;
  /** To be told when a save has cleared the events up to this one. */
  cleared(documents: Collection<AnyDocument>, id: string, last: number): void;
  /** Clears what was published and still waits for a save to do it. */
  clearRest(): Promise<void>;
  /** Publishes documents that were just inserted, all together; what fails is left to the sweeper. */
  publishNew(documents: Collection<AnyDocument>, inserted: readonly AnyDocument[]): Promise<void>;
  /** Publishes what earlier attempts or a crash left behind, the longest waiting first. Answers how many documents it tried. */
  sweep(documents: Collection<AnyDocument>): Promise<number>;
  /** Resolves when no run is under way and what was published is cleared. */
  idle(): Promise<void>;
}

interface Published {
  readonly documents: Collection<AnyDocument>;
  readonly id: string;
  /** Number of the last event. */
  readonly last: number;
}

const sweepSize = 200;

/**
 * Takes ALL pending events of a document, as it was just saved or freshly read, in order: archive → publish → remove. Whoever
 * does it, however often, the outcome is the same; so there are no leases.
 */
export const createPublisher = ({ archive, send, faults, onFailure, clearing }: PublisherDeps): Publisher => {
  const running = new Map<string, Promise<void>>();
  /** What to publish after the run under way: the document as saved meanwhile, or null to read it. */
  const next = new Map<string, AnyDocument | null>();

  /** What the bus has and documents may still hold, by document. */
  const uncleared = new Map<string, Published>();
  const keyOf = (documents: Collection<AnyDocument>, id: string): string => `${documents.spec.name}/${id}`;

  const clear = async ({ documents, id, last }: Published): Promise<void> => {
    const pull = { $pull: { outbox: { seq: { $lte: last } } } };
    const emptied = await documents.update({ _id: id, seq: last }, { ...pull, $set: { pendingAt: null } });
    // Events came in meanwhile: what was sent goes, the rest keeps its date.
    if (!emptied) await documents.update({ _id: id }, pull);
  };

  const forget = (documents: Collection<AnyDocument>, id: string, last: number): void => {
    const key = keyOf(documents, id);
    if (uncleared.get(key)?.last === last) uncleared.delete(key);
  };

  const clearRest = async (): Promise<void> => {
    const clearOne = async (published: Published): Promise<void> => {
      const { documents, id, last } = published;
      try {
        await clear(published);
      } catch (error) {
        onFailure(error, id);
      } finally {
        forget(documents, id, last);
      }
    };
    await Promise.all([...uncleared.values()].map(clearOne));
  };

  const publishAll = async (
    documents: Collection<AnyDocument>,
    waiting: readonly AnyDocument[],
  ): Promise<readonly Published[]> => {
    const events = waiting.flatMap(({ outbox }) => outbox);
    if (events.length === 0) return [];
    await faults('after-save-before-archive');
    await archive.append(events);
    await faults('after-archive-before-publish');
    await send(events);
    await faults('after-publish-before-clear');
    return waiting.map(({ _id: id, outbox }) => ({ documents, id, last: outbox.at(-1)?.seq ?? 0 }));
  };

  const clearNowOrLater = async (published: Published): Promise<void> => {
    if (clearing === 'AT_ONCE') await clear(published);
    else uncleared.set(keyOf(published.documents, published.id), published);
  };

  const run = async (documents: Collection<AnyDocument>, id: string, key: string): Promise<void> => {
    let sent = 0;
    try {
      for (let turn = next.get(key); turn !== undefined; turn = next.get(key)) {
        next.delete(key);
        const document = turn ?? (await documents.byId(id));
        // Saved before events were removed: those have been sent.
        sent = Math.max(sent, uncleared.get(key)?.last ?? 0);
        const outbox = document?.outbox.filter(({ seq }) => seq > sent) ?? [];
        if (document !== null)
          for (const each of await publishAll(documents, [{ ...document, outbox }])) await clearNowOrLater(each);
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
    const key = keyOf(documents, id);
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
        await Promise.all((await publishAll(documents, inserted)).map(clear));
      } catch (error) {
        onFailure(error, inserted[0]?._id ?? documents.spec.name);
      }
    },
    published: (documents, id) => uncleared.get(keyOf(documents, id))?.last ?? 0,
    cleared: forget,
    clearRest,
    sweep: async (documents) => {
      await clearRest();
      const waiting = await documents.find('pending', { where: { pendingAt: { $gt: new Date(0) } }, limit: sweepSize });
      await Promise.all(waiting.map(({ _id }) => publish(documents, _id, null)));
      return waiting.length;
    },
    idle: async () => {
      while (running.size > 0 || uncleared.size > 0) {
        await Promise.all(running.values());
        await clearRest();
      }
    },
  };
};
