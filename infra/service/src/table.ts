import { readFileSync } from 'node:fs';

/** The rows of a table that comes with a service: comma-separated, a heading line, no quoting. */
export const readTable = (file: URL): readonly (readonly string[])[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
