import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from './private-files.js';

const folders = { SMS: 'telephone', MESSENGER: 'messenger', LETTER: 'letters', SLIP: 'slips' } as const;

/** What a folder is chosen by, and a file named. */
export interface Told {
  readonly id: string;
  readonly channel: keyof typeof folders;
}

/**
 * Puts each notice into a file of its own, for the folder's owner alone, whence a district's text message service or the printer at the
 * window fetches it: a folder a channel. The same notice again is the same file.
 */
export const createFileNotifier = (folder: string) => ({
  send: async <Notice extends Told>(notice: Notice): Promise<void> => {
    const directory = join(folder, folders[notice.channel]);
    await privateFolder(directory);
    const file = join(directory, `${createHash('sm3').update(notice.id).digest('hex').slice(0, 32)}.json`);
    // Whoever fetches notices never finds half of one.
    const unfinished = `${file}.${process.pid}.part`;
    await writeFile(unfinished, `${JSON.stringify(notice)}\n`, { mode: 0o600 });
    await rename(unfinished, file);
  },
});
