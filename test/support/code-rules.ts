import { withoutComments } from './imports.js';
import type { SourceFile } from './repository.js';

const ambient = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/;

/** Where time or chance is taken from the machine although nobody injected it, and why that is right there. */
const justified: Readonly<Record<string, string>> = {
  'infra/identity/src/development-issuer.ts': 'names a draft file that no other process may share, also under a fixed randomness',
};

const isEntryPoint = (path: string): boolean => /(?:\/main|-cli)\.tsx?$/.test(path);
const isTest = (path: string): boolean => /(?:^|\/)test\//.test(path);
const product = (files: readonly SourceFile[]): readonly SourceFile[] =>
  files.filter(({ path }) => !isTest(path) && !isEntryPoint(path));

/** Clock and randomness are injected, so that years pass in minutes and every run can be repeated. */
export const ambientProblems = (files: readonly SourceFile[]): readonly string[] =>
  product(files)
    .filter(({ path }) => !path.startsWith('infra/runtime/') && !Object.hasOwn(justified, path))
    .flatMap(({ path, text }) => {
      const [found] = ambient.exec(withoutComments(text)) ?? [];
      return found === undefined ? [] : [`${path} uses ${found}`];
    });

/** An exception that is no longer needed is taken off the list. */
export const idleExceptions = (files: readonly SourceFile[]): readonly string[] =>
  Object.keys(justified).filter((path) => !files.some((file) => file.path === path && ambient.test(withoutComments(file.text))));

export const consoleProblems = (files: readonly SourceFile[]): readonly string[] =>
  product(files)
    .filter(({ text }) => /\bconsole\./.test(withoutComments(text)))
    .map(({ path }) => `${path} writes to the console`);

const linesOf = ({ text }: SourceFile): number => text.trimEnd().split('\n').length;

/** What people wrote: no file over 400 lines, nine of ten at most 250. */
export const sizeProblems = (all: readonly SourceFile[]): readonly string[] => {
  const files = all.filter(({ path }) => !path.includes('/generated/'));
  const sizes = files.map(linesOf).sort((a, b) => a - b);
  const decile = sizes[Math.floor(sizes.length * 0.9)] ?? 0;
  return [
    ...files.filter((file) => linesOf(file) > 400).map((file) => `${file.path} has ${linesOf(file)} lines`),
    ...(decile > 250 ? [`the ninth decile is ${decile} lines`] : []),
  ];
};
