import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Fatal } from '@daqidi/runtime';

const decoded = (what: string, make: () => KeyObject): KeyObject => {
  try {
    const key = make();
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return key;
  } catch (error) {
    throw new Fatal(`${what} is not what is expected (Ed25519, DER, base64url)`, { cause: error });
  }
};

/** SPKI in DER, base64url, separated by commas. */
export const contextPublicKeys = (text: string): readonly KeyObject[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .map((one) =>
      decoded('DAQIDI_CONTEXT_PUBLIC_KEYS', () =>
        createPublicKey({ key: Buffer.from(one, 'base64url'), format: 'der', type: 'spki' }),
      ),
    );

/** PKCS #8 in DER, base64url. */
export const contextPrivateKey = (text: string): KeyObject =>
  decoded('DAQIDI_CONTEXT_PRIVATE_KEY', () =>
    createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' }),
  );
