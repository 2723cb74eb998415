import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** Authenticated encryption under a 32-byte key. `open` answers null when anything was changed. */
export interface CipherSuite {
  readonly nonceBytes: number;
  seal(key: Buffer, nonce: Buffer, plaintext: Buffer, aad: Buffer): Buffer;
  open(key: Buffer, nonce: Buffer, sealed: Buffer, aad: Buffer): Buffer | null;
}

const tagBytes = { sm4: 32, aes: 16 };

const derive = (hash: 'sm3' | 'sha256', key: Buffer, label: string): Buffer => createHmac(hash, key).update(label).digest();

/** There is no SM4-GCM in node:crypto: SM4-CTR, then HMAC-SM3 over everything, lengths included. */
const sm4: CipherSuite = (() => {
  const code = (key: Buffer, nonce: Buffer, body: Buffer, aad: Buffer): Buffer => {
    const lengths = Buffer.alloc(16);
    lengths.writeBigUInt64BE(BigInt(aad.length), 0);
    lengths.writeBigUInt64BE(BigInt(body.length), 8);
    return createHmac('sm3', derive('sm3', key, 'daqidi sm4 mac'))
      .update(lengths)
      .update(nonce)
      .update(aad)
      .update(body)
      .digest();
  };
  const encryptionKey = (key: Buffer): Buffer => derive('sm3', key, 'daqidi sm4 encryption').subarray(0, 16);
  return {
    nonceBytes: 16,
    seal: (key, nonce, plaintext, aad) => {
      const cipher = createCipheriv('sm4-ctr', encryptionKey(key), nonce);
      const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return Buffer.concat([body, code(key, nonce, body, aad)]);
    },
    open: (key, nonce, sealed, aad) => {
      if (sealed.length < tagBytes.sm4) return null;
      const body = sealed.subarray(0, -tagBytes.sm4);
      if (!timingSafeEqual(code(key, nonce, body, aad), sealed.subarray(-tagBytes.sm4))) return null;
      const decipher = createDecipheriv('sm4-ctr', encryptionKey(key), nonce);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
  };
})();

const aes: CipherSuite = {
  nonceBytes: 12,
  seal: (key, nonce, plaintext, aad) => {
    const cipher = createCipheriv('aes-256-gcm', derive('sha256', key, 'daqidi aes'), nonce, { authTagLength: tagBytes.aes });
    cipher.setAAD(aad);
    const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([body, cipher.getAuthTag()]);
  },
  open: (key, nonce, sealed, aad) => {
    if (sealed.length < tagBytes.aes) return null;
    const decipher = createDecipheriv('aes-256-gcm', derive('sha256', key, 'daqidi aes'), nonce, { authTagLength: tagBytes.aes });
    decipher.setAAD(aad);
    decipher.setAuthTag(sealed.subarray(-tagBytes.aes));
    const body = decipher.update(sealed.subarray(0, -tagBytes.aes));
    try {
      return Buffer.concat([body, decipher.final()]);
    } catch {
      return null;
    }
  },
};

export const cipherSuites = { sm4, aes } as const;

export type SuiteName = keyof typeof cipherSuites;
