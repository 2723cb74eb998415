import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';

const others = 0o077;
const sticky = 0o1000;

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/**
 * Makes the folder, and those above it that are missing, for their owner alone; tightens one that is there. One that belongs to
 * somebody else, or that everybody may write to (sticky, as /tmp is), is not ours to close.
 */
export const privateFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(path);
  if ((mode & others) !== 0 && (mode & sticky) === 0 && uid === process.getuid?.()) chmodSync(path, 0o700);
};

/** Tightens a file that is there. Answers whether it is. */
const tightened = (path: string): boolean => {
  const { mode } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if (mode !== undefined && (mode & others) !== 0) chmodSync(path, mode & ~others & 0o777);
  return mode !== undefined;
};

/**
 * Makes the file, empty, for its owner alone before anybody else opens it; tightens one that is there, without opening it: who closes
 * a file gives up every lock that his process holds on it.
 */
export const privateFile = (path: string): void => {
  if (tightened(path)) return;
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    tightened(path);
  }
};

/** What the file holds, for its owner alone; what `make` makes at first. */
export const keepSecret = async (path: string, make: () => string): Promise<string> => {
  if (tightened(path)) return readFile(path, 'utf8');
  const secret = make();
  await writeFile(path, secret, { mode: 0o600, flag: 'wx' });
  return secret;
};
