import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMongo, openEmbeddedMongo } from '../../src/index.js';

/** A driver over a file that is gone when it is closed. */
export const openTemporary = async (): Promise<EmbeddedMongo> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-mongo-'));
  const opened = await openEmbeddedMongo({ file: join(directory, 'data.db') });
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
