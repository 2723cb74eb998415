import { join } from 'node:path';
import { keepSecret, privateFolder } from '@daqidi/private-files';
import type { Randomness } from '@daqidi/runtime';

export interface Secrets {
  /** Wraps the vault's data keys. Whoever loses it loses every text. */
  readonly masterKey: Buffer;
  /** Under which look-up hashes and query codes are made. */
  readonly lookupSecret: Buffer;
  /** Seals what was uploaded and not yet handed in, and tickets of files. */
  readonly filesSecret: Buffer;
}

const keep = async (file: string, randomness: Randomness): Promise<Buffer> =>
  Buffer.from(await keepSecret(file, () => randomness.bytes(32).toString('base64url')), 'base64url');

/** The secrets of the one-process form, made at the first start and readable by their owner alone. */
export const loadSecrets = async (directory: string, randomness: Randomness): Promise<Secrets> => {
  const folder = join(directory, 'secrets');
  await privateFolder(folder);
  return {
    masterKey: await keep(join(folder, 'master-key'), randomness),
    lookupSecret: await keep(join(folder, 'lookup-secret'), randomness),
    filesSecret: await keep(join(folder, 'files-secret'), randomness),
  };
};
