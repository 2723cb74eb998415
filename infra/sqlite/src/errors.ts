import { DaqidiError, type ErrorCode, type ErrorText, errorCodes } from '@daqidi/errors';

/** An error as it crosses the thread: plain data, since structured cloning drops `code` and every other own property. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const cloneable = (value: unknown): boolean => {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
};

export const toWireError = (error: unknown): WireError => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), details: {} };
  const details = Object.fromEntries(Object.entries(error).filter(([, value]) => cloneable(value)));
  return { name: error.name, message: error.message, details };
};

/** Name, message, code and every other own property of the original; the stack is the caller's. */
export const fromWireError = ({ name, message, details }: WireError): Error => {
  if (name === 'DaqidiError' && typeof details['code'] === 'string' && details['code'] in errorCodes) {
    return new DaqidiError(details['code'] as ErrorCode, {
      text: details['text'] as ErrorText,
      ...(details['rule'] === undefined ? {} : { rule: details['rule'] as string }),
      ...(details['field'] === undefined ? {} : { field: details['field'] as string }),
    });
  }
  return Object.assign(new Error(message), { name }, details);
};

const storageCodes = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_BUSY',
  'SQLITE_NOMEM',
  'SQLITE_READONLY',
  'SQLITE_CORRUPT',
  'SQLITE_CANTOPEN',
];

/** True where the storage failed, not the call: retrying the same call later can succeed. */
export const isStorageFailure = (error: unknown): boolean => {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && storageCodes.some((known) => code === known || code.startsWith(`${known}_`));
};

export const storageUnavailable = (file: string, cause: unknown): DaqidiError =>
  new DaqidiError('UNAVAILABLE', {
    text: {
      en: `The store ${file} could not be written (${cause instanceof Error ? cause.message : String(cause)}).`,
      zh: `无法写入数据文件 ${file}。`,
    },
    cause,
  });
