export { type BlobEntry, type Blobs, createMemoryBlobs } from './blobs.js';
export { createDiskBlobs } from './disk-blobs.js';
export {
  createFiles,
  type FileFacts,
  type FileState,
  type Files,
  type FilesDeps,
  type Form,
  type HeldFile,
  megabyte,
  type UploadProgress,
  type UploadTerms,
} from './files.js';
export type { FileGrant } from './grant.js';
export { extensionOf, isShownInPlace } from './media-types.js';
export { type FilesOptions, openFiles } from './open-files.js';
export type { Stored } from './parts.js';
export { createDarkroom, type Darkroom, type DeviceFacts } from './pictures.js';
export { createS3Blobs } from './s3-blobs.js';
export { createInstreamScanner, type Scanner } from './scanner.js';
export { fileSettings, filesFrom, scannerAt, scannerSetting } from './settings.js';
