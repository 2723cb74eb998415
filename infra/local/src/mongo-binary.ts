import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startGuarded } from './guarded-process.js';
import { repositoryRoot } from './repository-root.js';
import { within } from './within.js';

/** The same as in `docker-compose.yml`. */
export const mongoVersion = '8.0.16';

export interface MongoBinaryOptions {
  /** Where it is kept between runs. */
  readonly cache: string;
  /** Milliseconds that a download may take (about 80 MB). */
  readonly patience: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const instead = 'set MONGODB_URI to a running server, or MONGOMS_SYSTEM_BINARY to a mongod';
/** As built: where tests are compiled to, there is only what they import. */
const fetcher = (): string => join(repositoryRoot(), 'infra', 'local', 'dist', 'mongo-fetch.js');
const answer = /^(mongod|failed) (.+)$/;

/** For the process that fetches: unlike the library's own rule, certificates are verified, and a host that is not there is told at once. */
export const fetchEnvironment = (given: MongoBinaryOptions['environment']): MongoBinaryOptions['environment'] => ({
  MONGOMS_MAX_RETRIES: '1',
  MONGOMS_SYSTEM_BINARY_VERSION_CHECK: 'false',
  ...given,
  npm_config_strict_ssl: 'true',
});

/**
 * The path of a mongod: the one that MONGOMS_SYSTEM_BINARY names, else the pinned version, downloaded once. Rejects with one line
 * that says what to set instead.
 */
export const findMongoBinary = async ({ cache, patience, environment }: MongoBinaryOptions): Promise<string> => {
  const given = environment.MONGOMS_SYSTEM_BINARY;
  if (given && !existsSync(given)) throw new Error(`MONGOMS_SYSTEM_BINARY names no file: ${given}; ${instead}`);
  await mkdir(cache, { recursive: true });
  const logFile = join(cache, 'fetch.log');
  let told: RegExpExecArray | null = null;
  const fetching = await startGuarded({
    command: process.execPath,
    args: [fetcher(), mongoVersion, cache],
    directory: cache,
    environment: fetchEnvironment(environment),
    logFile,
    onLine: (line) => {
      told = answer.exec(line) ?? told;
    },
  });
  const outcome = await within(fetching.ended, patience);
  if (outcome === 'late') await fetching.kill();
  const [, what, text = ''] = (told as RegExpExecArray | null) ?? [];
  if (what === 'mongod') return text;
  const why = outcome === 'late' ? `not fetched within ${patience} ms` : text.slice(0, 300) || `see ${logFile}`;
  throw new Error(`MongoDB ${mongoVersion} cannot be had (${why}): ${instead}`);
};
