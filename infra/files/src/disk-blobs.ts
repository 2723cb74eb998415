import { link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId, type Randomness, unavailable } from '@daqidi/runtime';
import { type BlobEntry, type Blobs, checkBlobName } from './blobs.js';

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** Names that no blob has: what is being written, in the folder in which it will lie. */
const unfinished = '+';

/** What the disk says no with is for whoever asked to try again: it is full, away, or read only. */
const trying = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
};

/**
 * In a directory, which several processes may share. A blob is written beside its place, synced, and linked or renamed into it, so that a
 * crash or a full disk leaves nothing that could be read; leftovers of such writes go with their folder.
 */
export const createDiskBlobs = (root: string, randomness: Randomness): Blobs => {
  const pathOf = (name: string): string => {
    checkBlobName(name);
    return join(root, ...name.split('/'));
  };

  const written = async (path: string, content: Buffer): Promise<string> => {
    const beside = join(dirname(path), `${unfinished}${newId(randomness)}`);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.datasync();
      } finally {
        await file.close();
      }
      return beside;
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  };

  const entriesUnder = async (folder: string, prefix: string): Promise<BlobEntry[]> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    const found: BlobEntry[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) found.push(...(await entriesUnder(path, `${prefix}${entry.name}/`)));
      else if (!entry.name.startsWith(unfinished)) {
        const size = await stat(path).catch(() => null);
        if (size !== null) found.push({ name: `${prefix}${entry.name}`, bytes: size.size });
      }
    }
    return found;
  };

  return {
    create: (name, content) =>
      trying(async () => {
        const path = pathOf(name);
        const beside = await written(path, content);
        try {
          await link(beside, path);
          return true;
        } catch (error) {
          if (isCode(error, 'EEXIST')) return false;
          throw error;
        } finally {
          await rm(beside, { force: true });
        }
      }),
    replace: (name, content) =>
      trying(async () => {
        const path = pathOf(name);
        await rename(await written(path, content), path);
      }),
    read: (name) =>
      trying(() =>
        readFile(pathOf(name)).catch((error: unknown) => {
          if (isCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return null;
          throw error;
        }),
      ),
    list: (prefix) =>
      trying(async () => {
        const found = await entriesUnder(pathOf(prefix.slice(0, -1)), prefix);
        return found.sort((left, right) => (left.name < right.name ? -1 : 1));
      }),
    remove: (name) =>
      trying(async () => {
        const path = pathOf(name);
        await rm(path, { force: true });
        // The last one takes its folder along, and what a crash left in it.
        const folder = dirname(path);
        const left = await readdir(folder).catch(() => []);
        if (left.some((each) => !each.startsWith(unfinished)) || folder === root) return;
        for (const each of left) await rm(join(folder, each), { force: true });
        await rmdir(folder).catch(() => undefined);
      }),
  };
};
