import type { Clock } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { type Collection, createCollection } from './collection.js';
import {
  createDraft,
  createProvisional,
  type createSweepPositions,
  type Draft,
  type Provisional,
  type ProvisionalRow,
  provisionalFields,
  provisionalIndexes,
  provisionalQueries,
} from './provisional.js';

/** What a keyed hash stands for. */
export interface Lookup {
  /** What was found: the id of a case, for instance. */
  readonly about: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

interface LookupRow extends ProvisionalRow, Lookup {
  readonly owner: string;
  readonly hash: string;
}

/** Keyed hashes by which the same person is recognised: never in an event, and gone with their owner's texts. */
export interface Lookups {
  draft(hash: string, lookup: Lookup): Draft;
  find(hash: string): Promise<readonly Lookup[]>;
  erase(owner: string): Promise<void>;
  readonly sweep: Provisional<LookupRow>['sweep'];
}

export interface LookupDeps {
  readonly connection: Connection;
  readonly positions: ReturnType<typeof createSweepPositions>;
  readonly clock: Clock;
}

export const createLookups = ({ connection, positions, clock }: LookupDeps): Lookups => {
  const collection: Collection<LookupRow> = createCollection<LookupRow>(connection, {
    name: 'lookups',
    fields: {
      owner: { type: String, required: true },
      hash: { type: String, required: true },
      about: { type: String, required: true },
      at: { type: String, required: true },
      ...provisionalFields,
    },
    indexes: {
      ...provisionalIndexes,
      byHash: { keys: { hash: 1, at: 1 } },
      byOwner: { keys: { owner: 1 } },
    },
    queries: {
      ...provisionalQueries,
      byHash: { index: 'byHash', equals: ['hash'], sort: { at: 1 } },
      byOwner: { index: 'byOwner', equals: ['owner'] },
    },
  });
  const provisional = createProvisional(collection, positions, clock);
  return {
    draft: (hash, { about, at }) =>
      createDraft(clock, async ({ owner, command }) => {
        // One for each input: that another one was not accepted says nothing of this one.
        await provisional.keep({ _id: `${about}|${hash}|${command.inputHash}`, owner, hash, about, at, command });
        return true;
      }),
    find: async (hash) => (await collection.find('byHash', { where: { hash } })).map(({ about, at }) => ({ about, at })),
    erase: async (owner) => {
      const rows = await collection.find('byOwner', { where: { owner } });
      await Promise.all(rows.map(({ _id }) => collection.remove(_id)));
    },
    sweep: provisional.sweep,
  };
};
