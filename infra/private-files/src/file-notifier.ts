import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from './private-files.js';

interface HasId {
  readonly id: string;
}

/**
 * Puts each notice into a file of its own, for the folder's owner alone, whence a district's text message service or the printer at the
 * window fetches it: those for a telephone in `telephone/`, others in `slips/`. The same notice again is the same file.
 */
export const createFileNotifier = (folder: string) => ({
  send: async (notice: HasId & { readonly telephone: string | null }): Promise<void> => {
    const directory = join(folder, notice.telephone === null ? 'slips' : 'telephone');
    await privateFolder(directory);
    const file = join(directory, `${createHash('sm3').update(notice.id).digest('hex').slice(0, 32)}.json`);
    // Whoever fetches notices never finds half of one.
    const unfinished = `${file}.${process.pid}.part`;
    await writeFile(unfinished, `${JSON.stringify(notice)}\n`, { mode: 0o600 });
    await rename(unfinished, file);
  },
});
