import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A web page for people: where it is served, and the folder that its build left. */
export interface WebApp {
  /** `/`, or a path without a slash at its end. */
  readonly at: string;
  readonly folder: string;
  /** What its pages may style by themselves; scripts always come from their files. */
  readonly styles: string;
}

const folderOf = (page: string): string => dirname(fileURLToPath(page));

/** The console for those in office, and the page for everybody else. */
export const builtApps = (): readonly WebApp[] => [
  {
    at: '/',
    folder: folderOf(import.meta.resolve('@daqidi/console/index.html')),
    // Its components write style elements while they run.
    styles: "style-src 'none'; style-src-elem 'self' 'unsafe-inline'; style-src-attr 'none'",
  },
  { at: '/c', folder: folderOf(import.meta.resolve('@daqidi/citizen/index.html')), styles: "style-src 'self'" },
];
