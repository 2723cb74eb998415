import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, rename, writeFile } from 'node:fs/promises';
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

/** Unpacks the browser once into the project's cache; two processes at once do no harm. */
const unpacked = async (cache: string): Promise<string> => {
  const program = join(cache, 'chromium-143.0.4');
  if (await exists(program)) return program;
  const packed = join(above(import.meta.resolve('@sparticuz/chromium'), 3), 'bin', 'chromium.br');
  const draft = `${program}.${process.pid}`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(draft));
  await chmod(draft, 0o755);
  await rename(draft, program);
  return program;
};

/** Without it Chinese shows as boxes: the browser brings no fonts, and a machine of tests may have none. */
const fontConfig = async (cache: string): Promise<string> => {
  const file = join(cache, 'fonts.conf');
  const fonts = join(above(import.meta.resolve('@embedpdf/fonts-sc'), 2), 'fonts');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(cache, 'fontconfig')}</cachedir></fontconfig>`,
  );
  return file;
};

/** A Chromium from the package registry alone, without the settings that its package would give it: those switch web security off. */
export const launchBrowser = async (): Promise<Browser> => {
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/browser', import.meta.url));
  await mkdir(cache, { recursive: true });
  return chromium.launch({
    executablePath: await unpacked(cache),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    env: { ...process.env, FONTCONFIG_FILE: await fontConfig(cache), HOME: cache } as Record<string, string>,
  });
};
