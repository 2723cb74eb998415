import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateFolder } from '@daqidi/private-files';

/** Where a platform of this user answers, and where it keeps its data. */
export interface RunningNote {
  readonly url: string;
  /** An absolute path. */
  readonly data: string;
  /** The absolute path of its district's files; null of the demonstration district. */
  readonly district: string | null;
}

interface Note extends RunningNote {
  readonly pid: number;
}

const user = process.getuid?.() ?? 0;
const folder = (): string => join(tmpdir(), `daqidi-${user}`);

/**
 * Says to this user's other programs that a platform runs. Answers how to take it back. A machine that keeps no such note still runs
 * the platform: the programs then ask for its address.
 */
export const leaveNote = async (note: RunningNote): Promise<() => void> => {
  const file = join(folder(), `${process.pid}.json`);
  try {
    await privateFolder(folder());
    writeFileSync(file, JSON.stringify({ ...note, pid: process.pid } satisfies Note), { mode: 0o600 });
  } catch {
    return () => undefined;
  }
  return () => rmSync(file, { force: true });
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const read = (file: string): readonly Note[] => {
  try {
    const note = JSON.parse(readFileSync(file, 'utf8')) as Note;
    if (isAlive(note.pid)) return [note];
    // Of a process that was killed.
    rmSync(file, { force: true });
  } catch {
    // Taken back, or not yet whole.
  }
  return [];
};

/** The platforms of this user that run in one process on this machine. */
export const runningNotes = (): readonly RunningNote[] => {
  const found = statSync(folder(), { throwIfNoEntry: false });
  if (found?.uid !== user) return [];
  return readdirSync(folder()).flatMap((name) => read(join(folder(), name)));
};
