import {
  type Clock,
  type ConfigValues,
  Fatal,
  keySetting,
  optional,
  type Randomness,
  secretSetting,
  textSetting,
} from '@daqidi/runtime';
import type { Blobs } from './blobs.js';
import { createDiskBlobs } from './disk-blobs.js';
import { openFiles } from './open-files.js';
import { createS3Blobs } from './s3-blobs.js';
import type { ScannerAddress } from './scanner.js';

export const scannerSetting = optional(
  textSetting({
    env: 'DAQIDI_SCANNER',
    meaning: 'Where a scanner for harmful code answers (INSTREAM), `host:port`. Without one nothing is looked for.',
  }),
);

/** Where files lie, for processes that share them: the gateway and every service are given the same. */
export const fileSettings = {
  files: optional(
    textSetting({
      env: 'DAQIDI_FILES',
      meaning:
        'What people upload lies here: a directory, or `https://host/bucket` of a store that speaks S3. Without it nothing is taken.',
    }),
  ),
  filesSecret: optional(
    keySetting({
      env: 'DAQIDI_FILES_SECRET',
      meaning: 'Seals what was uploaded and not yet handed in, and tickets of files.',
      bytes: 32,
    }),
  ),
  filesRegion: textSetting({ env: 'DAQIDI_FILES_REGION', meaning: 'The region of that S3 store.', fallback: 'us-east-1' }),
  filesAccessKey: optional(secretSetting({ env: 'DAQIDI_FILES_ACCESS_KEY', meaning: 'Access key of that S3 store.' })),
  filesSecretKey: optional(secretSetting({ env: 'DAQIDI_FILES_SECRET_KEY', meaning: 'Secret key of that S3 store.' })),
  scanner: scannerSetting,
};

export type FileValues = ConfigValues<typeof fileSettings>;

/** Throws `Fatal` for what is no `host:port`. */
export const scannerAt = (text: string | null): ScannerAddress | null => {
  if (text === null) return null;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined) throw new Fatal('DAQIDI_SCANNER: not `host:port`');
  return { host, port: Number(port) };
};

const blobsAt = (values: FileValues, place: string, randomness: Randomness): Blobs => {
  if (!/^https?:\/\//.test(place)) return createDiskBlobs(place, randomness);
  const { filesAccessKey: accessKeyId, filesSecretKey: secretAccessKey, filesRegion: region } = values;
  if (accessKeyId === null || secretAccessKey === null)
    throw new Fatal('DAQIDI_FILES names an S3 store: DAQIDI_FILES_ACCESS_KEY and DAQIDI_FILES_SECRET_KEY go with it');
  return createS3Blobs({ url: place, region, accessKeyId, secretAccessKey });
};

/** Null where the office takes no files. */
export const filesFrom = (values: FileValues, clock: Clock, randomness: Randomness): ReturnType<typeof openFiles> | null => {
  const { files: place, filesSecret: secret, scanner } = values;
  if (place === null) return null;
  if (secret === null) throw new Fatal('DAQIDI_FILES and DAQIDI_FILES_SECRET go together');
  return openFiles({ blobs: blobsAt(values, place, randomness), secret, scanner: scannerAt(scanner), clock, randomness });
};
