import type { EventEnvelope } from '@daqidi/events';
import { createBoundedCache } from '@daqidi/identity';
import type { FaultPoints } from '@daqidi/runtime';
import type { AggregateDocument } from './aggregate-document.js';
import type { Archive } from './archive.js';
import type { Collection } from './collection.js';

export interface PublisherDeps {
  readonly archive: Archive;
  /** Resolved means that the bus has them for good. Of one document or many; each one's in their order. */
  readonly send: (events: readonly EventEnvelope[]) => Promise<void>;
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
   * Publishes what the document, just saved, has pending. What is kicked while others go to the archive follows them together.
   * Never rejects. The save was guarded by `rev`, so no event can have come between what it read and what it wrote: the document
   * in hand has all that was pending then, and reading it anew would only cost.
   */
  kick(documents: Collection<AnyDocument>, saved: AnyDocument): void;
  /** The last of the document's events that the bus has; 0 where none is known. */
  sent(documents: Collection<AnyDocument>, id: string): number;
  /** The same, where the stored document may still hold it. */
  uncleared(documents: Collection<AnyDocument>, id: string): number;
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

interface Waiting {
  readonly documents: Collection<AnyDocument>;
  readonly id: string;
  /** As it was saved; null where it is to be read. */
  readonly saved: AnyDocument | null;
}

/** What of a document is to be sent. */
interface Outgoing extends Pick<Waiting, 'documents' | 'id'> {
  readonly outbox: readonly EventEnvelope[];
}

interface Published extends Pick<Waiting, 'documents' | 'id'> {
  /** Number of the last event. */
  readonly last: number;
}

const sweepSize = 200;
/** Documents published together. */
const batchSize = 100;
/** Documents of which it is known what was sent: more than are in anybody's hand. Of others, some may be sent again. */
const mostRecent = 2_048;

/**
 * Takes ALL pending events of a document, as it was just saved or freshly read, in order: archive → publish → remove. Whoever
 * does it, however often, the outcome is the same; so there are no leases.
 */
export const createPublisher = ({ archive, send, faults, onFailure, clearing }: PublisherDeps): Publisher => {
  const waiting = new Map<string, Waiting>();
  /** In a batch under way. A document is in one at a time: its events stay in their order. */
  const busy = new Set<string>();
  const batches = new Set<Promise<void>>();
  /** The batch that goes to the archive: what comes meanwhile makes up the next one. */
  let archiving: object | null = null;

  /** The last event that the bus has, of the documents last published. */
  const sent = createBoundedCache<number>(mostRecent);
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

  const clearNowOrLater = async (published: Published): Promise<void> => {
    const key = keyOf(published.documents, published.id);
    sent.set(key, published.last);
    if (clearing === 'AT_ONCE') await clear(published);
    else uncleared.set(key, published);
  };

  const publish = async (outgoing: readonly Outgoing[], archived?: () => void): Promise<readonly Published[]> => {
    const events = outgoing.flatMap(({ outbox }) => outbox);
    if (events.length === 0) return [];
    await faults('after-save-before-archive');
    await archive.append(events);
    archived?.();
    await faults('after-archive-before-publish');
    await send(events);
    await faults('after-publish-before-clear');
    return outgoing.map(({ documents, id, outbox }) => ({ documents, id, last: outbox.at(-1)?.seq ?? 0 }));
  };

  /** Publishes and clears. What fails together is tried apart: no document holds up another. */
  const publishTogether = async (outgoing: readonly Outgoing[], archived?: () => void): Promise<void> => {
    try {
      await Promise.all((await publish(outgoing, archived)).map(clearNowOrLater));
    } catch (error) {
      if (outgoing.length > 1) await Promise.all(outgoing.map((each) => publishTogether([each])));
      else for (const { id } of outgoing) onFailure(error, id);
    }
  };

  const outgoingOf = async ({ documents, id, saved }: Waiting): Promise<readonly Outgoing[]> => {
    try {
      const document = saved ?? (await documents.byId(id));
      const key = keyOf(documents, id);
      // A document in hand may have been saved before its events were removed. One that was read and still has what was sent is
      // in want of clearing, unless that is left to its next save: it is sent once more.
      const last = (saved === null ? uncleared.get(key)?.last : sent.get(key)) ?? 0;
      const outbox = document?.outbox.filter(({ seq }) => seq > last) ?? [];
      return outbox.length === 0 ? [] : [{ documents, id, outbox }];
    } catch (error) {
      onFailure(error, id);
      return [];
    }
  };

  const beginBatch = (): void => {
    if (archiving !== null) return;
    const batch = [...waiting].filter(([key]) => !busy.has(key)).slice(0, batchSize);
    if (batch.length === 0) return;
    for (const [key] of batch) {
      waiting.delete(key);
      busy.add(key);
    }
    archiving = batch;
    const archived = (): void => {
      if (archiving === batch) archiving = null;
      beginBatch();
    };
    const run = async (): Promise<void> => {
      const outgoing = (await Promise.all(batch.map(([, each]) => outgoingOf(each)))).flat();
      await publishTogether(outgoing, archived);
      for (const [key] of batch) busy.delete(key);
      batches.delete(running);
      archived();
    };
    const running = run();
    batches.add(running);
  };

  const enqueue = (documents: Collection<AnyDocument>, id: string, saved: AnyDocument | null): string => {
    const key = keyOf(documents, id);
    const other = waiting.get(key)?.saved;
    // Saves may be answered out of turn; the later one has what the earlier had, unless that was sent.
    if (saved === null || other === undefined || (other !== null && other.rev < saved.rev))
      waiting.set(key, { documents, id, saved });
    beginBatch();
    return key;
  };

  return {
    kick: (documents, saved) => {
      enqueue(documents, saved._id, saved);
    },
    publishNew: async (documents, inserted) => {
      try {
        const published = await publish(inserted.map(({ _id: id, outbox }) => ({ documents, id, outbox })));
        await Promise.all(published.map(clear));
      } catch (error) {
        onFailure(error, inserted[0]?._id ?? documents.spec.name);
      }
    },
    sent: (documents, id) => sent.get(keyOf(documents, id)) ?? 0,
    uncleared: (documents, id) => uncleared.get(keyOf(documents, id))?.last ?? 0,
    cleared: forget,
    clearRest,
    sweep: async (documents) => {
      await clearRest();
      const found = await documents.find('pending', { where: { pendingAt: { $gt: new Date(0) } }, limit: sweepSize });
      const keys = found.map(({ _id }) => enqueue(documents, _id, null));
      while (keys.some((key) => waiting.has(key) || busy.has(key))) await Promise.race(batches);
      return found.length;
    },
    idle: async () => {
      while (batches.size > 0 || uncleared.size > 0) {
        await Promise.all(batches);
        await clearRest();
      }
    },
  };
};
