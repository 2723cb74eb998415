import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '@daqidi/identity';
import { systemClock } from '@daqidi/runtime';
import { developmentAudience, developmentIssuer } from './open-embedded.js';
import { type RunningNote, runningNotes } from './running-note.js';
import type { standaloneConfig } from './settings.js';

/** What the command line names; what it leaves out is looked for. */
export interface Named {
  readonly url?: string | undefined;
  readonly secrets?: string | undefined;
}

export interface DevelopmentAccess {
  readonly url: string;
  readonly issuer: DevelopmentIssuer;
  /** The path of its district's files, where they are known; null of the demonstration district. */
  readonly district: string | null;
  /** Where it keeps its data, where it runs on this machine; an absolute path. */
  readonly data: string | null;
}

type Settings = ReturnType<typeof standaloneConfig.parse>;

const published = async (url: string): Promise<readonly { readonly kid?: string }[]> => {
  const response = await fetch(`${url}/.well-known/jwks.json`);
  return response.ok ? ((await response.json()) as { readonly keys: readonly { readonly kid?: string }[] }).keys : [];
};

/** The development issuer whose key this gateway publishes, if its key lies in one of these folders. */
const issuerBehind = async (url: string, folders: readonly string[]): Promise<DevelopmentIssuer> => {
  const keys = await published(url);
  if (keys.length === 0) throw new Error(`${url} has no development issuer: its tokens come from an identity provider`);
  for (const directory of folders.filter((folder) => existsSync(join(folder, 'issuer-key.pem')))) {
    const issuer = await createDevelopmentIssuer({
      directory,
      issuer: developmentIssuer,
      audience: developmentAudience,
      clock: systemClock,
    });
    if (keys.some(({ kid }) => kid === issuer.jwks.keys[0]?.kid)) return issuer;
  }
  throw new Error(
    `${url} takes tokens of none of ${folders.join(', ')}: add --secrets <folder>, the folder "secrets" in the data of that platform`,
  );
};

/** The one platform that is meant: the address is named, or only one runs. Of several none is more likely than the others. */
const meant = ({ url }: Named, settings: Settings, running: readonly RunningNote[]): string => {
  if (url !== undefined) return url.replace(/\/+$/, '');
  const usual = `http://${settings.host}:${settings.port}`;
  const [only, ...others] = running;
  if (others.length === 0) return only?.url ?? usual;
  throw new Error(`several platforms run here: add --url with one of ${running.map((each) => each.url).join(', ')}`);
};

/** The gateway that is meant and its development issuer. Rejects where there is none, or its key is somewhere else. */
export const reachDevelopment = async (named: Named, settings: Settings): Promise<DevelopmentAccess> => {
  const running = runningNotes();
  const url = meant(named, settings, running);
  const data = resolve(settings.data);
  const notes = running.filter((each) => each.url === url);
  const known = notes.map((each) => join(each.data, 'secrets'));
  const folders =
    named.secrets === undefined ? [...known, join(data, 'secrets'), join(data, 'stack', 'secrets')] : [resolve(named.secrets)];
  const district = notes[0]?.district ?? settings.district;
  return { url, issuer: await issuerBehind(url, [...new Set(folders)]), district, data: notes[0]?.data ?? null };
};

/** Why nothing came of it, in one line. */
export const whyNot = (error: unknown): string => {
  if (error instanceof TypeError && error.message === 'fetch failed')
    return 'no gateway answers there; run npm start or npm run stack first, or give --url';
  return error instanceof Error ? error.message : String(error);
};
