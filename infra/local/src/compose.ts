import { parse } from 'yaml';

/** One container of ours, as a process of this machine. */
export interface ComposeProcess {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Runs to its end, as opposed to those that serve. */
  readonly oneShot: boolean;
}

export interface ComposeOptions {
  /** What `.env` would say. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** `host:port` inside the network → `host:port` on this machine. */
  readonly addresses: Readonly<Record<string, string>>;
}

interface ComposeService {
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number | boolean | null>>;
  readonly restart?: string;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
}

const expression = /\$(?:(\$)|\{(\w+)(?:(:?[-?])([^}]*))?\})/g;

/** As Docker Compose does: `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?why}`, `${NAME?why}`, `$$`. */
export const interpolate = (text: string, variables: ComposeOptions['variables']): string =>
  text.replaceAll(expression, (_, dollar?: string, name = '', operator?: string, rest = '') => {
    if (dollar !== undefined) return '$';
    const value: string | undefined = variables[name];
    const lacking = value === undefined || (value === '' && operator?.startsWith(':'));
    if (!lacking) return value ?? '';
    if (operator?.endsWith('?')) throw new Error(`${name} is not set: ${rest}`);
    return operator === undefined ? '' : rest;
  });

/** Names of all variables that the text asks for. */
export const variablesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(expression)].flatMap(([, , name]) => name ?? []))].sort();

/** The file with its anchors and merges resolved, its variables as they are written. */
export const parseCompose = (text: string): ComposeFile => parse(text, { merge: true, maxAliasCount: -1 }) as ComposeFile;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const mapAddresses = (value: string, addresses: ComposeOptions['addresses']): string => {
  const known = Object.keys(addresses).map(escaped);
  if (known.length === 0) return value;
  return value.replaceAll(new RegExp(`(?<![\\w.-])(?:${known.join('|')})(?!\\d)`, 'g'), (found) => addresses[found] ?? found);
};

const settingsOf = (name: string, { environment = {} }: ComposeService, { variables, addresses }: ComposeOptions) => {
  const given = Object.entries(environment).map(([key, value]) => [key, interpolate(String(value ?? ''), variables)] as const);
  const settings = Object.fromEntries(given.map(([key, value]) => [key, mapAddresses(value, addresses)]));
  // Where it listens is known to others by its host name.
  const own = addresses[`${name}:${settings.DAQIDI_PORT}`]?.split(':');
  return own === undefined ? settings : { ...settings, DAQIDI_HOST: own[0] ?? '', DAQIDI_PORT: own[1] ?? '' };
};

/**
 * The containers that are built from this repository, as processes with the very same commands and settings, so that the file can
 * be tried where there is no Docker. Throws where a variable that must be set is not.
 */
export const composeProcesses = (text: string, options: ComposeOptions): readonly ComposeProcess[] =>
  Object.entries(parseCompose(text).services)
    .filter(([, service]) => service.build !== undefined)
    .map(([name, service]) => ({
      name,
      command: service.command ?? [],
      environment: settingsOf(name, service, options),
      oneShot: service.restart?.startsWith('on-failure') ?? false,
    }));
