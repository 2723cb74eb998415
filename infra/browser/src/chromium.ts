import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

/** The folder so many levels above a file. */
const above = (url: string, levels: number): string =>
  Array.from({ length: levels }).reduce<string>((path) => dirname(path), fileURLToPath(url));

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * A file that appears whole or not at all, and is never replaced: of several that are written at once the first one stays. A browser that
 * runs starts its helpers from its own path, and dies where that path has become another file.
 */
const once = async (file: string, write: (draft: string) => Promise<void>): Promise<string> => {
  if (await exists(file)) return file;
  const folder = await mkdtemp(`${file}-`);
  const draft = join(folder, 'draft');
  await write(draft);
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(folder, { recursive: true });
  return file;
};

/** Packed programs by their versions: what people have today, and the oldest that the console is promised to. */
const packedPrograms = {
  143: () => join(above(import.meta.resolve('@sparticuz/chromium'), 3), 'bin', 'chromium.br'),
  109: () => join(above(import.meta.resolve('chromium-109'), 2), 'bin', 'chromium.br'),
} as const;

/** Unpacks a browser into the project's cache. */
const unpacked = (cache: string, version: keyof typeof packedPrograms): Promise<string> =>
  once(join(cache, `chromium-${version}`), async (draft) => {
    await pipeline(createReadStream(packedPrograms[version]()), createBrotliDecompress(), createWriteStream(draft));
    await chmod(draft, 0o755);
  });

/** Without it Chinese shows as boxes: the browser brings no fonts, and a machine of tests may have none. */
const fontConfig = (cache: string): Promise<string> =>
  once(join(cache, 'fonts.conf'), (draft) => {
    const fonts = join(above(import.meta.resolve('@embedpdf/fonts-sc'), 2), 'fonts');
    return writeFile(
      draft,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(cache, 'fontconfig')}</cachedir></fontconfig>`,
    );
  });

const projectCache = fileURLToPath(new URL('../../../node_modules/.cache/browser', import.meta.url));

export interface BrowserOptions {
  /** Of Chromium: today's unless given. */
  readonly version?: keyof typeof packedPrograms;
  /** Where it is unpacked: the project's own folder unless given. */
  readonly cache?: string;
}

/** A Chromium from the package registry alone, without the settings that its package would give it: those switch web security off. */
export const launchBrowser = async ({ version = 143, cache = projectCache }: BrowserOptions = {}): Promise<Browser> => {
  await mkdir(cache, { recursive: true });
  return chromium.launch({
    executablePath: await unpacked(cache, version),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    env: { ...process.env, FONTCONFIG_FILE: await fontConfig(cache), HOME: cache } as Record<string, string>,
  });
};
