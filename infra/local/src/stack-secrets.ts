import { createPrivateKey, createPublicKey, generateKeyPairSync, generateKeySync } from 'node:crypto';
import { join } from 'node:path';
import { keepSecret, privateFolder } from '@daqidi/private-files';

export interface StackSecrets {
  /** Holds the files; the development issuer keeps its key here too. */
  readonly directory: string;
  readonly masterKeyFile: string;
  readonly lookupSecretFile: string;
  readonly filesSecretFile: string;
  readonly contextPrivateKeyFile: string;
  readonly contextPublicKeysFile: string;
}

const keep = async (file: string, make: () => Buffer): Promise<Buffer> =>
  Buffer.from(await keepSecret(file, () => make().toString('base64url')), 'base64url');

const key = (): Buffer => generateKeySync('hmac', { length: 256 }).export();
const privateKey = (): Buffer => generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
const publicKeyOf = (der: Buffer): Buffer =>
  createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({ format: 'der', type: 'spki' });

/** Made at the first start, base64url, readable by their owner alone. Whoever loses the master key loses every text. */
export const keepStackSecrets = async (directory: string): Promise<StackSecrets> => {
  await privateFolder(directory);
  const secrets: StackSecrets = {
    directory,
    masterKeyFile: join(directory, 'master-key'),
    lookupSecretFile: join(directory, 'lookup-secret'),
    filesSecretFile: join(directory, 'files-secret'),
    contextPrivateKeyFile: join(directory, 'context-private-key'),
    contextPublicKeysFile: join(directory, 'context-public-keys'),
  };
  await keep(secrets.masterKeyFile, key);
  await keep(secrets.lookupSecretFile, key);
  await keep(secrets.filesSecretFile, key);
  const contextKey = await keep(secrets.contextPrivateKeyFile, privateKey);
  await keep(secrets.contextPublicKeysFile, () => publicKeyOf(contextKey));
  return secrets;
};
