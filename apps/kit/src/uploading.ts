import { DetailedError, Upload } from 'tus-js-client';
import type { Language } from './language.js';
import { type AnsweredError, offline, type Refusal, refusalOf } from './refusal.js';

/** What whoever is not signed in shows, and what the file is for. */
export interface UploadShown {
  readonly proof?: string;
  readonly appealId?: string;
  readonly queryCode?: string;
  /** The office's own: what the device wrote into a picture is kept. */
  readonly evidence?: 'true';
}

export interface UploaderOptions {
  token(): string | null;
  language(): Language;
}

export interface Uploader {
  /**
   * Sends a file, however often the network breaks off, and answers its id. Rejects with a `Refusal`; the same file may be tried again.
   * @param onShare what has arrived, from 0 to 1
   */
  upload(file: File, shown: UploadShown, onShare: (share: number) => void): Promise<string>;
}

/** Milliseconds before each further attempt in a row without a byte that arrived. */
const retryDelays = [0, 1_000, 3_000, 10_000, 20_000];

/** What files are offered to be chosen; what they are, the platform sees by their bytes. */
export const takenFiles =
  'image/jpeg,image/png,image/webp,image/heic,application/pdf,video/mp4,video/quicktime,audio/mpeg,.amr,.doc,.docx,.xls,.xlsx,.wps,.ofd';

const refusalIn = (error: Error | DetailedError): Refusal => {
  const body = error instanceof DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
  try {
    const [first] = (JSON.parse(body) as { readonly errors?: readonly AnsweredError[] }).errors ?? [];
    if (first !== undefined) return refusalOf(first);
  } catch {
    // Not ours: something on the way answered.
  }
  return offline();
};

export const createUploader = ({ token, language }: UploaderOptions): Uploader => ({
  upload: (file, shown, onShare) =>
    new Promise((resolve, reject) => {
      const bearer = token();
      const upload = new Upload(file, {
        endpoint: '/uploads',
        retryDelays,
        // Nothing of what people send is left on a phone that others use.
        storeFingerprintForResuming: false,
        metadata: { ...shown, filename: file.name },
        headers: {
          'accept-language': language() === 'zh' ? 'zh-CN' : 'en',
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        },
        onProgress: (sent, all) => onShare(all === 0 ? 0 : sent / all),
        onSuccess: () => resolve(upload.url?.split('/').pop() ?? ''),
        onError: (error) => reject(refusalIn(error)),
      });
      upload.start();
    }),
});
