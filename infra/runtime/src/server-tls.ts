import { readFileSync } from 'node:fs';
import { Fatal } from './explain.js';
import type { ProcessValues } from './process-settings.js';

/** What a setting names must be there and readable. */
export const readPem = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fatal(`${setting}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
};

/** With what a process listens, as PEM. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
  readonly clientCa?: string;
}

/** What the settings say about listening over TLS; null where it is not to be spoken. */
export const serverTls = ({ tlsCert, tlsKey, tlsClientCa }: ProcessValues): ServerTls | null => {
  if (tlsCert === null && tlsKey === null && tlsClientCa === null) return null;
  if (tlsCert === null || tlsKey === null)
    throw new Fatal('DAQIDI_TLS_CERT_FILE and DAQIDI_TLS_KEY_FILE go together, and a client authority needs both');
  return {
    cert: readPem('DAQIDI_TLS_CERT_FILE', tlsCert),
    key: readPem('DAQIDI_TLS_KEY_FILE', tlsKey),
    ...(tlsClientCa === null ? {} : { clientCa: readPem('DAQIDI_TLS_CLIENT_CA_FILE', tlsClientCa) }),
  };
};
