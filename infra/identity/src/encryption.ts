import { createHash, createHmac } from 'node:crypto';
import { type Randomness, systemRandomness } from '@daqidi/runtime';
import { cipherSuites, type SuiteName } from './cipher-suites.js';

export interface VaultCipherOptions {
  /** 32 bytes, from the operator; wraps the data keys and nothing else. */
  readonly masterKey: Buffer;
  /** What new text is sealed with; old text names its own suite. Default `sm4`, Chinese commercial cryptography. */
  readonly suite?: SuiteName;
  /** Source of nonces. */
  readonly randomness?: Randomness;
}

/** Envelope encryption: one data key per petitioner or author. Whoever destroys the wrapped key destroys the text. */
export interface VaultCipher {
  newDataKey(randomness?: Randomness): { readonly wrapped: string };
  /** `aad` binds the text to its place (document and field): it does not open anywhere else. */
  encrypt(wrapped: string, plaintext: string, aad: string): string;
  /** Throws when text, key or place were changed. */
  decrypt(wrapped: string, sealed: string, aad: string): string;
}

const keyPlace = Buffer.from('daqidi data key');

const isSuite = (name: string | undefined): name is SuiteName => name !== undefined && Object.hasOwn(cipherSuites, name);

const tampered = (): Error => new Error('sealed text does not open: it, its key or its place was changed');

const seal = (suite: SuiteName, key: Buffer, plaintext: Buffer, aad: Buffer, randomness: Randomness): string => {
  const nonce = randomness.bytes(cipherSuites[suite].nonceBytes);
  const sealed = cipherSuites[suite].seal(key, nonce, plaintext, aad);
  return `${suite}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
};

const open = (key: Buffer, text: string, aad: Buffer): Buffer => {
  const [suite, nonceText, sealedText, ...rest] = text.split('.');
  if (!isSuite(suite) || nonceText === undefined || sealedText === undefined || rest.length > 0) throw tampered();
  const nonce = Buffer.from(nonceText, 'base64url');
  const sealed = Buffer.from(sealedText, 'base64url');
  // Spare bits of base64url would let changed text open all the same.
  const canonical = nonce.toString('base64url') === nonceText && sealed.toString('base64url') === sealedText;
  if (!canonical || nonce.length !== cipherSuites[suite].nonceBytes) throw tampered();
  const plaintext = cipherSuites[suite].open(key, nonce, sealed, aad);
  if (!plaintext) throw tampered();
  return plaintext;
};

export const createVaultCipher = (options: VaultCipherOptions): VaultCipher => {
  const { masterKey, suite = 'sm4', randomness = systemRandomness } = options;
  if (masterKey.length !== 32) throw new Error('the master key is not 32 bytes');
  return {
    newDataKey: (source = randomness) => ({ wrapped: seal(suite, masterKey, source.bytes(32), keyPlace, source) }),
    encrypt: (wrapped, plaintext, aad) =>
      seal(suite, open(masterKey, wrapped, keyPlace), Buffer.from(plaintext), Buffer.from(aad), randomness),
    decrypt: (wrapped, sealed, aad) => open(open(masterKey, wrapped, keyPlace), sealed, Buffer.from(aad)).toString('utf8'),
  };
};

/** What events carry in place of text: binding, and meaningless once the salt is destroyed. */
export const commitment = (salt: Buffer, text: string): string =>
  `sm3:${createHash('sm3').update(`${salt.length}:`).update(salt).update(text).digest('base64url')}`;

/** The same text under the same secret gives the same hash: for look-ups of repeats. HMAC-SM3. */
export const keyedHash = (secret: Buffer, text: string): string =>
  `hmac-sm3:${createHmac('sm3', secret).update(text).digest('base64url')}`;
