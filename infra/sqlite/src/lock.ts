import { join } from 'node:path';
import { DaqidiError } from '@daqidi/errors';
import { privateFile, privateFolder } from '@daqidi/private-files';
import Database from 'libsql';

export interface DirectoryLock {
  /** Gives the directory up; idempotent. */
  release(): void;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const unusable = (directory: string, cause: unknown): DaqidiError =>
  new DaqidiError('UNAVAILABLE', {
    text: {
      en: `The data directory ${directory} cannot be used: ${reasonOf(cause)}`,
      zh: `数据目录 ${directory} 无法使用:${reasonOf(cause)}`,
    },
    cause,
  });

const taken = (directory: string, cause: unknown): DaqidiError =>
  new DaqidiError('UNAVAILABLE', {
    text: {
      en: `The data directory ${directory} is in use by another daqidi; stop it first, or choose another directory.`,
      zh: `数据目录 ${directory} 正被另一个实例使用;请先停止它,或另选目录。`,
    },
    cause,
  });

/**
 * Makes the caller the directory's one owner, creating it where it is missing, readable by no other user. The operating system frees the lock when
 * the process dies. Rejects with UNAVAILABLE, naming the directory, where it has an owner or cannot be written.
 */
export const lockDataDirectory = async (directory: string): Promise<DirectoryLock> => {
  let db: Database.Database | undefined;
  try {
    await privateFolder(directory);
    const file = join(directory, 'lock.db');
    privateFile(file);
    db = new Database(file);
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY' ? taken(directory, error) : unusable(directory, error);
  }
  const held = db;
  let released = false;
  const release = (): void => {
    if (released) return;
    released = true;
    process.removeListener('exit', release);
    held.exec('ROLLBACK');
    held.close();
  };
  // The listener also keeps the connection reachable: a collected one would give the lock up.
  process.once('exit', release);
  return { release };
};
