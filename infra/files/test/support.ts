import { createHash } from 'node:crypto';
import { createSeededRandomness, createVirtualClock, DaqidiError } from '@daqidi/runtime';
import { createFiles, createMemoryBlobs, type Darkroom, type Files, type FilesDeps, type UploadTerms } from '../src/index.js';

/** Pictures as they are. */
export const undeveloped: Darkroom = {
  develop: async (picture) => ({ shown: picture, thumbnail: picture, device: { time: null, place: null } }),
  stop: async () => undefined,
};

export const terms: UploadTerms = { owner: 'petitioner:zhang', mostBytes: 20_000_000, keepsOriginal: false };

export const openTestFiles = (change: Partial<FilesDeps> = {}) => {
  const clock = createVirtualClock('2026-03-02T02:00:00.000Z');
  const blobs = change.blobs ?? createMemoryBlobs();
  const randomness = createSeededRandomness('files');
  const deps = { blobs, secret: Buffer.alloc(32, 5), scanner: null, darkroom: undeveloped, clock, randomness, ...change };
  return { files: createFiles(deps), clock, blobs, deps };
};

/** What an old recorder wrote: told by its first bytes, and never decoded. */
export const recording = (bytes: number): Buffer => {
  const content = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 32) createHash('sha256').update(`${bytes}:${at}`).digest().copy(content, at);
  content.write('#!AMR\n', 'latin1');
  return content;
};

/** Comes in pieces of a size that fits no frame; breaks off where `until` says. */
export const coming = async function* (content: Buffer, until = content.length, piece = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < until; at += piece) yield content.subarray(at, Math.min(at + piece, until));
  if (until < content.length) throw new Error('the connection is gone');
};

export const keptIn = async (files: Files, id: string, owner = terms.owner): Promise<Buffer | null> => {
  const held = await files.waiting(id, owner);
  const stored = held && (files.stored(held, 'original') ?? files.stored(held, 'shown'));
  if (!stored) return null;
  const pieces: Buffer[] = [];
  for await (const each of files.read(stored)) pieces.push(each);
  return Buffer.concat(pieces);
};

/** The code that it fails with; null where it does not. */
export const codeOf = async (work: Promise<unknown>): Promise<string | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    return error instanceof DaqidiError ? error.code : `no code: ${String(error)}`;
  }
};
