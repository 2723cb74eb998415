import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Kept {
  readonly now: readonly string[];
  readonly before: readonly string[];
}

const noteIn = (folder: string): string => join(folder, 'builds.json');

const readNote = (folder: string): Kept => {
  try {
    return JSON.parse(readFileSync(noteIn(folder), 'utf8')) as Kept;
  } catch {
    return { now: [], before: [] };
  }
};

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((name) => right.includes(name));

/**
 * Notes which assets this build made, and removes all but these and those of the last one that differed: a page that was open when the
 * new one was laid in place goes on with its own.
 */
export const keepLastBuild = (folder: string, made: readonly string[]): void => {
  const last = readNote(folder);
  const before = isSame(last.now, made) ? last.before : last.now;
  const kept = new Set([...made, ...before].flatMap((name) => [name, `${name}.br`, `${name}.gz`]));
  for (const name of readdirSync(join(folder, 'assets'))) if (!kept.has(`assets/${name}`)) rmSync(join(folder, 'assets', name));
  writeFileSync(noteIn(folder), JSON.stringify({ now: made, before }));
};
