// What the bench measures with, and against, beyond the repository's own dependencies: installed for the run, in a folder of its own.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const install = (directory, packages) => {
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...packages], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    });
    return true;
  } catch (error) {
    process.stderr.write(`not installed: ${packages.join(' ')}\n${String(error.stderr ?? error).slice(0, 400)}\n`);
    return false;
  }
};

/** Which of the optional ones could be had. Throws without the one that measures. */
export const installPackages = async (directory) => {
  await writeFile(join(directory, 'package.json'), '{ "private": true }');
  if (!install(directory, ['autocannon@9.0.0'])) throw new Error('nothing can be measured without autocannon');
  return {
    mercurius: install(directory, [
      'fastify@5.12.8',
      'mercurius@16.10.1',
      '@mercuriusjs/gateway@5.2.0',
      '@mercuriusjs/federation@5.1.1',
      'graphql@16.15.0',
    ]),
    hive: install(directory, ['@graphql-hive/gateway@2.15.1']),
  };
};
