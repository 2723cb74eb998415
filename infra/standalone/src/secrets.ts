import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Randomness } from '@daqidi/runtime';

export interface Secrets {
  /** Wraps the vault's data keys. Whoever loses it loses every text. */
  readonly masterKey: Buffer;
  /** Under which look-up hashes and query codes are made. */
  readonly lookupSecret: Buffer;
}

const keep = async (file: string, randomness: Randomness): Promise<Buffer> => {
  try {
    return Buffer.from(await readFile(file, 'utf8'), 'base64url');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const secret = randomness.bytes(32);
    await writeFile(file, secret.toString('base64url'), { mode: 0o600, flag: 'wx' });
    return secret;
  }
};

/** The secrets of the one-process form, made at the first start and readable by their owner alone. */
export const loadSecrets = async (directory: string, randomness: Randomness): Promise<Secrets> => {
  const folder = join(directory, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    masterKey: await keep(join(folder, 'master-key'), randomness),
    lookupSecret: await keep(join(folder, 'lookup-secret'), randomness),
  };
};
