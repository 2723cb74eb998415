import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Defer } from '@daqidi/testing';

/** A directory that is gone afterwards. */
export const temporaryDirectory = async (later: Defer): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-sqlite-'));
  later(() => rm(directory, { recursive: true, force: true }));
  return directory;
};
