import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** From the root of the repository, slashes forward. */
  readonly path: string;
  readonly text: string;
}

export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

const root = new URL('../../../', import.meta.url);

export const readRepositoryFile = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** What git tracks or would track, as far as it is still there. */
export const repositoryFiles = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(new URL(path, root)));

/** All TypeScript of the repository. */
export const sourceFiles = (): readonly SourceFile[] =>
  repositoryFiles()
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readRepositoryFile(path) }));

const readManifest = (path: string): Manifest => JSON.parse(readRepositoryFile(path)) as Manifest;

export const rootManifest = (): Manifest => readManifest('package.json');

export const workspacePackages = (): readonly WorkspacePackage[] =>
  repositoryFiles()
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => ({ folder: dirname(path), manifest: readManifest(path) }));
