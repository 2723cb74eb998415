import type { ParkedStore } from '@daqidi/bus';
import type { EventEnvelope, NewEvent } from '@daqidi/events';
import type { VaultCipher } from '@daqidi/identity';
import type { Clock, DaqidiError, FaultPoints, Randomness } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { type Aggregates, createAggregates } from './aggregate.js';
import type { AggregateDocument } from './aggregate-document.js';
import { type Archive, createArchive } from './archive.js';
import type { Collection } from './collection.js';
import { type IndexProblems, indexProblems } from './index-problems.js';
import type { AggregateSpec } from './next-document.js';
import { createParkedRows } from './parked-rows.js';
import { createPublisher } from './publisher.js';
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
  readonly faults: FaultPoints;
  readonly refusal: (rule: string) => DaqidiError;
  readonly onPublishFailure: (error: unknown, documentId: string) => void;
}

/** Everything a service keeps, in its own database. */
export interface Store {
  aggregates<State, Facts, Event extends NewEvent>(spec: AggregateSpec<State, Facts, Event>): Aggregates<State, Facts, Event>;
  rows<Fields extends object>(spec: RowSpec<Fields>): Rows<Fields>;
  readonly archive: Archive;
  readonly vault: Vault;
  readonly parked: ParkedStore;
  /** Creates what indexes are missing. To be called after every collection was declared. */
  createIndexes(): Promise<void>;
  indexProblems(): Promise<IndexProblems>;
  /** Publishes what a failed attempt or a crash left behind. Answers how many documents had something pending. */
  sweepOutboxes(): Promise<number>;
  /** Resolves when no publishing is under way. */
  idle(): Promise<void>;
  /** Since when the longest waiting event waits, or null. */
  oldestPending(): Promise<Date | null>;
}

export const openStore = (deps: StoreDeps): Store => {
  const { connection, service, clock, faults, refusal, cipher, randomness } = deps;
  const archive = createArchive(connection);
  const publisher = createPublisher({ archive, send: deps.send, clock, faults, onFailure: deps.onPublishFailure });
  const documents: Collection<AggregateDocument<unknown, unknown>>[] = [];
  return {
    archive,
    vault: createVault({ connection, cipher, randomness }),
    parked: createParkedRows(connection),
    aggregates: (spec) => {
      const aggregates = createAggregates(
        { connection, service, clock, archive, publisher, faults, refusal, check: deps.check },
        spec,
      );
      documents.push(aggregates.collection as unknown as Collection<AggregateDocument<unknown, unknown>>);
      return aggregates;
    },
    rows: (spec) => createRows(connection, spec),
    createIndexes: async () => {
      for (const model of Object.values(connection.models)) await model.createIndexes();
    },
    indexProblems: () => indexProblems(connection),
    sweepOutboxes: async () => {
      let found = 0;
      for (const collection of documents) found += await publisher.sweep(collection);
      return found;
    },
    idle: () => publisher.idle(),
    oldestPending: async () => {
      const oldest = await Promise.all(
        documents.map(
          async (collection) =>
            (await collection.find('pending', { where: { pendingAt: { $gt: new Date(0) } }, limit: 1 }))[0]?.pendingAt ?? null,
        ),
      );
      return oldest.filter((at) => at !== null).sort((left, right) => left.getTime() - right.getTime())[0] ?? null;
    },
  };
};
