import { posix } from 'node:path';
import type { SourceFile } from './repository.js';

export interface Import {
  readonly specifier: string;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^'\n]+)'/gm;
const dynamic = /\bimport(?:\.meta\.resolve)?\(\s*'([^'\n]+)'\s*\)/g;

export const importsOf = (text: string): readonly Import[] => [
  ...[...text.matchAll(statement)].map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined })),
  ...[...text.matchAll(dynamic)].map(([, specifier = '']) => ({ specifier, typeOnly: false })),
];

/** `@scope/name` or `name`; null for relative imports and node's own modules. */
export const packageOf = (specifier: string): string | null => {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return null;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
};

/** The folder of the package that a file belongs to: `services/intake`, `gateway`, `test`. */
export const folderOf = (path: string): string =>
  path
    .split('/')
    .slice(0, /^(?:infra|services|apps)\//.test(path) ? 2 : 1)
    .join('/');

/** Where a relative import points, from the root of the repository; null for packages. */
export const targetOf = (file: SourceFile, specifier: string): string | null =>
  specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : null;

export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?:^|\s)\/\/.*$/gm, '');
