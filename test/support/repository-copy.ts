import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface RepositoryCopy {
  /** The file's text, or null. */
  read(path: string): string | null;
  write(path: string, text: string): void;
  /** Runs a script of the copy, or of a package that it has. Throws with what it printed where it fails. */
  run(script: string, ...args: readonly string[]): void;
  remove(): void;
}

const notCopied = new Set(['node_modules', 'dist', '.turbo']);
const isCopied = (path: string): boolean => !notCopied.has(path.split(/[\\/]/).at(-1) ?? '');

/** The compiler takes two packages of one name and version for one. */
const renumber = (manifest: string): void =>
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), version: '0.0.0-copy' }));

/** Packages of the copy that are copies too; all others are the repository's own, as they were built. */
export const copyRepository = (packages: Readonly<Record<string, string>>): RepositoryCopy => {
  const copy = mkdtempSync(join(tmpdir(), 'daqidi-copy-'));
  for (const path of ['scripts', 'tsconfig.base.json', 'package.json', 'test/support/expect.d.ts', ...Object.values(packages)])
    cpSync(join(root, path), join(copy, path), { recursive: true, filter: isCopied });
  for (const path of Object.values(packages)) renumber(join(copy, path, 'package.json'));
  const modules = join(root, 'node_modules');
  const link = (name: string, target: string): void => {
    mkdirSync(dirname(join(copy, 'node_modules', name)), { recursive: true });
    symlinkSync(target, join(copy, 'node_modules', name));
  };
  for (const name of readdirSync(modules)) if (!name.startsWith('.') && name !== '@daqidi') link(name, join(modules, name));
  for (const name of readdirSync(join(modules, '@daqidi'))) {
    const own = packages[`@daqidi/${name}`];
    link(`@daqidi/${name}`, own === undefined ? join(modules, '@daqidi', name) : join(copy, own));
  }
  return {
    read: (path) => (existsSync(join(copy, path)) ? readFileSync(join(copy, path), 'utf8') : null),
    write: (path, text) => {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    },
    run: (script, ...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, script), ...args], {
        cwd: copy,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${script} ${args.join(' ')}:\n${stdout}${stderr}`);
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
};
