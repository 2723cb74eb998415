import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from '@daqidi/private-files';
import type { Clock } from '@daqidi/runtime';
import { calculateJwkThumbprint, exportJWK, type JSONWebKeySet, SignJWT } from 'jose';
import type { Claims } from './principal.js';

export interface DevelopmentIssuerOptions {
  /** Where the key pair is kept, readable by its owner alone; made when absent. */
  readonly directory: string;
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}

export interface DevelopmentIssuer {
  readonly jwks: JSONWebKeySet;
  /** A signed token for anybody who asks in-process, as of a sign-in now unless another time is given: for trying the product, never for a real office. */
  issue(request: Claims & { readonly ttlSeconds: number }): Promise<string>;
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/** Linked into place whole, so that of two processes starting at once both read one complete key. */
const keepKey = async (file: string): Promise<void> => {
  const draft = `${file}.${randomUUID()}`;
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(draft, pem, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
};

const loadKey = async (directory: string): Promise<KeyObject> => {
  const file = join(directory, 'issuer-key.pem');
  await privateFolder(directory);
  try {
    await chmod(file, 0o600);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    await keepKey(file);
  }
  return createPrivateKey(await readFile(file, 'utf8'));
};

export const createDevelopmentIssuer = async (options: DevelopmentIssuerOptions): Promise<DevelopmentIssuer> => {
  const { directory, issuer, audience, clock } = options;
  const privateKey = await loadKey(directory);
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  return {
    jwks: { keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] },
    issue: ({ sub, kind, authTime, ttlSeconds }) => {
      const iat = Math.floor(clock.now() / 1000);
      return new SignJWT({ kind, auth_time: authTime ?? iat })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(sub)
        .setIssuedAt(iat)
        .setExpirationTime(iat + ttlSeconds)
        .sign(privateKey);
    },
  };
};
