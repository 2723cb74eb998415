import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedMongo } from '@daqidi/embedded-mongo';
import type { StoreBinding } from '../contract/store-contract.js';

/** A SQLite file in a directory of its own. */
export const openEmbeddedBinding = async (): Promise<StoreBinding> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-store-'));
  const file = join(directory, 'store.db');
  let mongo = await openEmbeddedMongo({ file });
  return {
    connection: mongo.connection,
    reopen: async () => {
      await mongo.close();
      mongo = await openEmbeddedMongo({ file });
      return mongo.connection;
    },
    end: async () => {
      await mongo.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
