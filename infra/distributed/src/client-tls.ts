import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { Fatal, readPem } from '@daqidi/runtime';

/** What the settings name, by setting and file; null where nothing is named. */
export interface ClientTlsFiles {
  readonly ca: readonly [setting: string, file: string | null];
  readonly cert: readonly [setting: string, file: string | null];
  readonly key: readonly [setting: string, file: string | null];
}

/** PEM. */
export interface ClientTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

const read = ([setting, file]: readonly [string, string | null]): string | undefined =>
  file === null ? undefined : readPem(setting, file);

const tried = (settings: string, attempt: () => unknown): void => {
  try {
    attempt();
  } catch (error) {
    throw new Fatal(`${settings}: not usable (${(error as Error).message})`, { cause: error });
  }
};

/**
 * Whom to believe and what to show, read and tried before anything is connected: what is wrong with it no waiting sets right, and a
 * connection that fails would not say which file it was.
 */
export const clientTls = ({ ca, cert, key }: ClientTlsFiles): ClientTls => {
  if ((cert[1] === null) !== (key[1] === null)) throw new Fatal(`${cert[0]} and ${key[0]} go together`);
  const [authority, shown, secret] = [read(ca), read(cert), read(key)];
  // A file without any certificate in it would be passed over in silence.
  if (authority !== undefined) tried(ca[0], () => new X509Certificate(authority));
  if (shown !== undefined && secret !== undefined)
    tried(cert[0] === key[0] ? cert[0] : `${cert[0]} and ${key[0]}`, () => createSecureContext({ cert: shown, key: secret }));
  return {
    ...(authority === undefined ? {} : { ca: authority }),
    ...(shown === undefined ? {} : { cert: shown }),
    ...(secret === undefined ? {} : { key: secret }),
  };
};
