import { ConfigError, DaqidiError } from '@daqidi/runtime';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Why the process could not start, in one clear line (bad settings: one line each) with what to do about it. */
export const explain = (
  error: unknown,
  settings: { readonly host: string; readonly port: number; readonly data: string },
): string => {
  if (error instanceof ConfigError) return error.message;
  const code = codeOf(error);
  const where = `${settings.host}:${settings.port}`;
  if (code === 'EADDRINUSE') return `Port in use: ${where}. Stop what listens there, or set DAQIDI_PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES')
    return `Cannot listen on ${where} (${code}). Set DAQIDI_HOST or DAQIDI_PORT.`;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL')
    return `The disk that holds ${settings.data} is full. Make room, or set DAQIDI_DATA.`;
  if (error instanceof DaqidiError) return error.text.en;
  return error instanceof Error ? error.message : String(error);
};
