import type { Clock, Randomness } from '@daqidi/runtime';
import type { Blobs } from './blobs.js';
import { createFiles, type Files } from './files.js';
import { createDarkroom } from './pictures.js';
import { createInstreamScanner, type ScannerAddress } from './scanner.js';

export interface FilesOptions {
  readonly blobs: Blobs;
  /** 32 bytes, the same in every process that shares the store. */
  readonly secret: Buffer;
  /** Null where the office has none. */
  readonly scanner: ScannerAddress | null;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Files, with what decodes pictures and what looks for harmful code. */
export const openFiles = ({ scanner, ...rest }: FilesOptions): Files & { stop(): Promise<void> } => {
  const darkroom = createDarkroom();
  const files = createFiles({ ...rest, scanner: scanner === null ? null : createInstreamScanner(scanner), darkroom });
  return { ...files, stop: darkroom.stop };
};
