// What the bench measures with, and against, beyond the repository's own dependencies: installed for the run, each in a folder of
// its own.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const install = async (directory, packages, overrides = {}) => {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), JSON.stringify({ private: true, overrides }));
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...packages], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    });
    return directory;
  } catch (error) {
    process.stderr.write(`not installed: ${packages.join(' ')}\n${String(error.stderr ?? error).slice(0, 400)}\n`);
    return null;
  }
};

/** The folder of each; null for those that could not be had. Throws without the one that measures. */
export const installPackages = async (directory) => {
  const autocannon = await install(join(directory, 'autocannon'), ['autocannon@9.0.0']);
  if (autocannon === null) throw new Error('nothing can be measured without autocannon');
  const mercurius = await install(
    join(directory, 'mercurius'),
    ['fastify@5.12.8', 'mercurius@16.10.1', '@mercuriusjs/gateway@5.2.0', '@mercuriusjs/federation@5.1.1'],
    // It brings two copies that refuse each other's schemas, and what it prints of queries fails on the newest.
    { graphql: '16.11.0' },
  );
  return { autocannon, mercurius, hive: await install(join(directory, 'hive'), ['@graphql-hive/gateway@2.15.1']) };
};
