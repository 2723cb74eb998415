import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Randomness } from '@daqidi/runtime';

/** Of what was given, in a frame: the last one of a file may have less. */
export const frameBytes = 65_536;
/** As a frame lies in the store: nonce, content, tag. */
export const nonceBytes = 12;
export const tagBytes = 16;
export const sealedFrameBytes = frameBytes + nonceBytes + tagBytes;

/** Where a frame belongs: nowhere else it opens. */
export interface Place {
  /** The file, and which of its forms. */
  readonly of: string;
  /** From 0 on. */
  readonly index: number;
  /** Whether the file ends with it: one that was cut off does not open as a shorter one. */
  readonly last: boolean;
}

const dataOf = ({ of, index, last }: Place): Buffer => Buffer.from(`${of}|${index}|${last ? 'last' : 'more'}`);

/** AES-256-GCM under the file's own key, with a nonce drawn for each. */
export const sealFrame = (key: Buffer, content: Buffer, place: Place, randomness: Randomness): Buffer => {
  const nonce = randomness.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(dataOf(place));
  const sealed = [nonce, cipher.update(content), cipher.final()];
  return Buffer.concat([...sealed, cipher.getAuthTag()]);
};

/** Throws where frame, key or place were changed. */
export const openFrame = (key: Buffer, frame: Buffer, place: Place): Buffer => {
  if (frame.length < nonceBytes + tagBytes) throw new Error('a frame is too short');
  const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(0, nonceBytes)).setAAD(dataOf(place));
  decipher.setAuthTag(frame.subarray(frame.length - tagBytes));
  return Buffer.concat([decipher.update(frame.subarray(nonceBytes, frame.length - tagBytes)), decipher.final()]);
};

/** Something small, which is a whole by itself. */
export const sealRecord = (key: Buffer, record: object, of: string, randomness: Randomness): Buffer =>
  sealFrame(key, Buffer.from(JSON.stringify(record)), { of, index: 0, last: true }, randomness);

export const openRecord = (key: Buffer, sealed: Buffer, of: string): unknown =>
  JSON.parse(openFrame(key, sealed, { of, index: 0, last: true }).toString('utf8'));
