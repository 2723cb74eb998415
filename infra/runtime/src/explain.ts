import { DaqidiError } from '@daqidi/errors';
import { ConfigError } from './config.js';

/** Waiting does not help: what is wrong has to be set right. Its message is one line that says what. */
export class Fatal extends Error {
  override readonly name = 'Fatal';
}

const causes = (error: unknown): readonly Error[] => {
  const list: Error[] = [];
  for (let at = error; at instanceof Error && list.length < 8; at = at.cause) list.push(at);
  return list;
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Why a process ends, in one clear line (bad settings: one line each). */
export const explain = (error: unknown, where: { readonly host: string; readonly port: number } | null): string => {
  if (error instanceof ConfigError) return error.message;
  const [first] = causes(error);
  const code = first !== undefined && 'code' in first ? String(first.code) : '';
  if (where !== null && code === 'EADDRINUSE') return `Port in use: ${where.host}:${where.port}. Set DAQIDI_PORT.`;
  if (where !== null && (code === 'EADDRNOTAVAIL' || code === 'EACCES'))
    return `Cannot listen on ${where.host}:${where.port} (${code}). Set DAQIDI_HOST or DAQIDI_PORT.`;
  if (error instanceof DaqidiError) return oneLine(`${error.text.en} ${causes(error).at(-1)?.message ?? ''}`);
  return oneLine(first?.message ?? String(error));
};
