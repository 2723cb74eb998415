import type { Clock } from '@daqidi/runtime';
import type { Connection } from 'mongoose';
import { createCollection } from './collection.js';
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

/** Where the bytes of files lie, as far as whoever keeps their keys has to do with it. */
export interface FileBytes {
  /** Somebody is about to keep its key. */
  claim(id: string): Promise<void>;
  /** Nobody did. */
  unclaim(id: string): Promise<void>;
  /** Everything of it. */
  remove(id: string): Promise<void>;
}

interface FileRow extends ProvisionalRow {
  readonly owner: string;
  readonly file: string;
}

/** Which files lie under whose key: with the key their bytes go too. */
export interface KeptFiles {
  draft(file: string): Draft;
  erase(owner: string): Promise<void>;
  readonly sweep: Provisional<FileRow>['sweep'];
}

export interface KeptFilesDeps {
  readonly connection: Connection;
  readonly positions: ReturnType<typeof createSweepPositions>;
  readonly clock: Clock;
  readonly bytes: FileBytes;
}

export const createKeptFiles = ({ connection, positions, clock, bytes }: KeptFilesDeps): KeptFiles => {
  const collection = createCollection<FileRow>(connection, {
    name: 'kept_files',
    fields: { owner: { type: String, required: true }, file: { type: String, required: true }, ...provisionalFields },
    indexes: { ...provisionalIndexes, byOwner: { keys: { owner: 1 } }, byFile: { keys: { file: 1 } } },
    queries: {
      ...provisionalQueries,
      byOwner: { index: 'byOwner', equals: ['owner'] },
      byFile: { index: 'byFile', equals: ['file'] },
    },
  });
  const provisional = createProvisional(collection, positions, clock, async ({ file }) => {
    const others = await collection.find('byFile', { where: { file }, limit: 1 });
    if (others.length === 0) await bytes.unclaim(file);
  });
  return {
    draft: (file) =>
      createDraft(clock, async ({ owner, command }) => {
        await provisional.keep({ _id: `${file}|${command.stream}|${command.inputHash}`, owner, file, command });
        // After the row: what is claimed by nobody's row would be claimed for ever.
        await bytes.claim(file);
        return true;
      }),
    erase: async (owner) => {
      for (const { _id, file } of await collection.find('byOwner', { where: { owner } })) {
        await bytes.remove(file);
        await collection.remove(_id);
      }
    },
    sweep: provisional.sweep,
  };
};
