import type { DeadLetterStore } from '@daqidi/bus';
import type { EventEnvelope, NewEvent } from '@daqidi/events';
import type { VaultCipher } from '@daqidi/identity';
import type { Clock, DaqidiError, FaultPoints, Randomness } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { createAcceptedAmong } from './accepted.js';
import { type Aggregates, createAggregates } from './aggregate.js';
import { type Archive, createArchive } from './archive.js';
import type { Finding } from './audit.js';
import { createDeadLetterRows } from './dead-letter-rows.js';
import { type IndexProblems, indexProblems } from './index-problems.js';
import type { FileBytes } from './kept-files.js';
import type { AggregateSpec } from './next-document.js';
import { type Clearing, createPublisher } from './publisher.js';
import { createRows, type RowSpec, type Rows } from './rows.js';
import { createVault, type Vault } from './vault.js';

export interface StoreDeps {
  readonly connection: Connection;
  readonly service: string;
  /** Throws where an event does not fit its schema; asked before it is stored. */
  readonly check: (event: EventEnvelope) => void;
  /** Hands events to the bus; resolved means that it has them for good. */
  readonly send: (events: readonly EventEnvelope[]) => Promise<void>;
  readonly cipher: VaultCipher;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Of the files whose keys the vault keeps. */
  readonly bytes: FileBytes;
  readonly faults: FaultPoints;
  readonly refusal: (rule: string, field?: string) => DaqidiError;
  readonly onPublishFailure: (error: unknown, documentId: string) => void;
  /** AT_ONCE where left out: another process may write this database too. */
  readonly clearing?: Clearing;
}

/** Everything a service keeps, in its own database. */
export interface Store {
  /** Whose it is. */
  readonly service: string;
  aggregates<State, Facts, Event extends NewEvent>(spec: AggregateSpec<State, Facts, Event>): Aggregates<State, Facts, Event>;
  rows<Fields extends object>(spec: RowSpec<Fields>): Rows<Fields>;
  readonly archive: Archive;
  readonly vault: Vault;
  readonly deadLetters: DeadLetterStore;
  /** Creates what indexes are missing. To be called after every collection was declared. */
  createIndexes(): Promise<void>;
  indexProblems(): Promise<IndexProblems>;
  /** Publishes what a failed attempt or a crash left behind. Answers how many documents had something pending. */
  sweepOutboxes(): Promise<number>;
  /** Removes from the vault what was kept for commands that were not accepted. Answers how much it looked at. */
  sweepVault(): Promise<number>;
  /** Resolves when no publishing is under way and no published event is left in a document. */
  idle(): Promise<void>;
  /** Whether every document follows from its events, and every archived event from a document that is there. */
  audit(): Promise<readonly Finding[]>;
  /** Since when the longest waiting event waits, or null. */
  oldestPending(): Promise<Date | null>;
}

/** One kind of aggregate, as far as its state does not matter. */
type Kind = Pick<Aggregates<unknown, unknown, NewEvent>, 'collection' | 'streamOf' | 'audit'>;

export const openStore = (deps: StoreDeps): Store => {
  const { connection, service, clock, faults, refusal, cipher, randomness } = deps;
  const archive = createArchive(connection);
  const publisher = createPublisher({
    archive,
    send: deps.send,
    faults,
    onFailure: deps.onPublishFailure,
    clearing: deps.clearing ?? 'AT_ONCE',
  });
  const kinds: Kind[] = [];

  /** Streams that the archive knows and no document continues. */
  const lost = async (): Promise<readonly Finding[]> => {
    const known = new Set<string>();
    for (const { collection, streamOf } of kinds)
      for await (const page of collection.pages()) for (const { _id } of page) known.add(streamOf(_id));
    const missing = new Set<string>();
    for await (const page of archive.collection.pages())
      for (const { stream } of page) if (!known.has(stream)) missing.add(stream);
    return [...missing].map((about) => ({ about, problem: 'LOST', detail: 'there are events, but no document' }));
  };

  const outboxOf = async (stream: string): Promise<readonly EventEnvelope[]> => {
    const kind = kinds.find(({ streamOf }) => stream.startsWith(streamOf('')));
    if (kind === undefined) throw new Error(`${stream} is no stream of ${service}`);
    return (await kind.collection.byId(stream.slice(kind.streamOf('').length)))?.outbox ?? [];
  };
  const acceptedAmong = createAcceptedAmong(archive, outboxOf);
  const vault = createVault({ connection, cipher, clock, randomness, bytes: deps.bytes });

  return {
    service,
    archive,
    vault,
    deadLetters: createDeadLetterRows(connection),
    aggregates: (spec) => {
      const aggregates = createAggregates(
        { connection, service, clock, archive, publisher, faults, refusal, check: deps.check },
        spec,
      );
      kinds.push(aggregates as unknown as Kind);
      return aggregates;
    },
    rows: (spec) => createRows(connection, spec),
    createIndexes: async () => {
      for (const model of Object.values(connection.models)) await model.createIndexes();
    },
    indexProblems: () => indexProblems(connection),
    sweepOutboxes: async () => {
      let found = 0;
      for (const { collection } of kinds) found += await publisher.sweep(collection);
      return found;
    },
    sweepVault: () => vault.sweep(acceptedAmong),
    audit: async () => {
      const findings: Finding[] = [];
      for (const { audit } of kinds) findings.push(...(await audit()));
      return [...findings, ...(await lost())];
    },
    idle: () => publisher.idle(),
    oldestPending: async () => {
      // What only waits to be cleared waits for nobody.
      await publisher.clearRest();
      const oldest = await Promise.all(
        kinds.map(
          async ({ collection }) =>
            (await collection.find('pending', { where: { pendingAt: { $gt: new Date(0) } }, limit: 1 }))[0]?.pendingAt ?? null,
        ),
      );
      return oldest.filter((at) => at !== null).sort((left, right) => left.getTime() - right.getTime())[0] ?? null;
    },
  };
};
