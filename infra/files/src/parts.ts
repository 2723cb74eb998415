import type { Randomness } from '@daqidi/runtime';
import type { Blobs } from './blobs.js';
import { frameBytes, nonceBytes, openFrame, sealedFrameBytes, sealFrame, tagBytes } from './frames.js';

/** One form of a file as it lies in the store: `<file>/<form>/<offset>`, each part whole frames one after the other. */
export interface Stored {
  /** Where its parts lie. */
  readonly at: string;
  readonly key: Buffer;
  /** Of the whole, as it was given. */
  readonly bytes: number;
}

/** At most in a part: what a writer holds in memory. */
export const partBytes = 16 * frameBytes;

const offsetDigits = 14;
const nameOf = (at: string, offset: number): string => `${at}/${String(offset).padStart(offsetDigits, '0')}`;

/** What a part of this size in the store holds. */
const contentOf = (sealed: number): number => sealed - Math.ceil(sealed / sealedFrameBytes) * (nonceBytes + tagBytes);

interface Part {
  readonly name: string;
  readonly offset: number;
  readonly end: number;
}

const partsOf = async (blobs: Blobs, at: string): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const { name, bytes } of await blobs.list(`${at}/`)) {
    const offset = Number(name.slice(-offsetDigits));
    parts.push({ name, offset, end: offset + contentOf(bytes) });
  }
  return parts;
};

/** Up to where it is there. */
export const writtenOf = async (blobs: Blobs, at: string): Promise<number> => (await partsOf(blobs, at)).at(-1)?.end ?? 0;

/**
 * Adds a part at this offset, which is at the end of a frame; the content is whole frames unless the file ends with it. False where
 * somebody else was faster: what he wrote stays.
 */
export const addPart = (
  blobs: Blobs,
  { at, key, bytes }: Stored,
  offset: number,
  content: Buffer,
  randomness: Randomness,
): Promise<boolean> => {
  const frames: Buffer[] = [];
  for (let start = 0; start < content.length || (bytes === 0 && start === 0); start += frameBytes) {
    const frame = content.subarray(start, start + frameBytes);
    const index = (offset + start) / frameBytes;
    frames.push(sealFrame(key, frame, { of: at, index, last: offset + start + frame.length === bytes }, randomness));
  }
  return blobs.create(nameOf(at, offset), Buffer.concat(frames));
};

/** Writes it all. */
export const writeWhole = async (
  blobs: Blobs,
  at: string,
  key: Buffer,
  content: Buffer,
  randomness: Randomness,
): Promise<Stored> => {
  const stored = { at, key, bytes: content.length };
  for (let offset = 0; offset < content.length; offset += partBytes)
    await addPart(blobs, stored, offset, content.subarray(offset, offset + partBytes), randomness);
  return stored;
};

/** The bytes from `start` up to and without `end`, part by part. Throws where one is missing or was changed. */
export const readPart = async function* (
  blobs: Blobs,
  { at, key, bytes }: Stored,
  start = 0,
  end = bytes,
): AsyncGenerator<Buffer> {
  for (const part of await partsOf(blobs, at)) {
    if (part.end <= start || part.offset >= end) continue;
    const sealed = await blobs.read(part.name);
    if (sealed === null) throw new Error('a part of a file is gone');
    for (let offset = part.offset, position = 0; position < sealed.length; offset += frameBytes, position += sealedFrameBytes) {
      const last = Math.min(offset + frameBytes, bytes);
      if (last <= start || offset >= end) continue;
      const frame = sealed.subarray(position, position + sealedFrameBytes);
      const content = openFrame(key, frame, { of: at, index: offset / frameBytes, last: last === bytes });
      yield content.subarray(Math.max(start - offset, 0), Math.min(end - offset, content.length));
    }
  }
};

/** The whole of it, where it is no larger than this. */
export const readWhole = async (blobs: Blobs, stored: Stored, most: number): Promise<Buffer> => {
  if (stored.bytes > most) throw new Error('a file is larger than what is read at once');
  const pieces: Buffer[] = [];
  for await (const piece of readPart(blobs, stored)) pieces.push(piece);
  const whole = Buffer.concat(pieces);
  if (whole.length !== stored.bytes) throw new Error('a file is not whole');
  return whole;
};

export const removeUnder = async (blobs: Blobs, at: string): Promise<void> => {
  for (const { name } of await blobs.list(`${at}/`)) await blobs.remove(name);
};
