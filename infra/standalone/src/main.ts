import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bazhouSeed, readDistrict } from '@daqidi/assignment';
import { scannerAt } from '@daqidi/files';
import { edgeOptions, signInProviderOf } from '@daqidi/gateway';
import {
  createLifecycle,
  createLogger,
  createMetrics,
  noFaults,
  silentLogger,
  systemClock,
  systemRandomness,
} from '@daqidi/runtime';
import { lockDataDirectory } from '@daqidi/sqlite';
import { peopleOf } from './demo-people.js';
import { explain } from './explain.js';
import { makeMonth, usualCases, usualSeed } from './month/make-month.js';
import { type Embedded, type EmbeddedOptions, openEmbedded } from './open-embedded.js';
import { leaveNote } from './running-note.js';
import { standaloneConfig } from './settings.js';
import { welcome } from './welcome.js';

// Nothing calls home; read by Apollo's packages when they are first used.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

const fallback = { host: '127.0.0.1', port: 4000, data: '.data' };
const quit = (error: unknown, settings = fallback): void => {
  process.stderr.write(`daqidi: ${explain(error, settings)}\n`);
  process.exitCode = 1;
};

type Settings = ReturnType<typeof standaloneConfig.parse>;

/** What commands of a second terminal, which does not have this one's settings, add to find this platform. */
const optionsFor = (url: string, { data }: Settings): string =>
  url === `http://${fallback.host}:${fallback.port}` && data === fallback.data
    ? ''
    : ` --url ${url} --secrets ${join(resolve(data), 'secrets')}`;

/** Whose tokens are taken, where they are not this process's own. */
const identityProviderOf = (settings: Settings): EmbeddedOptions['identityProvider'] => {
  const { jwksUrl, issuer, audience, kindClaim } = settings;
  const provider = signInProviderOf(settings);
  return jwksUrl === null ? undefined : { jwksUrl, issuer, audience, kindClaim, ...(provider === undefined ? {} : { provider }) };
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const run = async (settings: Settings, seeded: boolean): Promise<void> => {
  const directory = resolve(settings.data);
  const log = createLogger({ level: settings.logLevel });
  const district = settings.district === null ? null : resolve(settings.district);
  if (seeded && district !== null)
    throw new Error('a month is made of the demonstration district only: leave --seed or DAQIDI_DISTRICT out');
  const seed = district === null ? bazhouSeed() : readDistrict(district);
  const identityProvider = identityProviderOf(settings);
  let failure: unknown = null;
  let opened: Embedded | undefined;
  let lock: { release(): void } | undefined;
  let takeNoteBack = (): void => undefined;
  const lifecycle = createLifecycle({ log: silentLogger, fuse: settings.stopFuse, exit: (code) => process.exit(code) });
  const noting =
    (start: () => Promise<void>): (() => Promise<void>) =>
    () =>
      start().catch((error: unknown) => {
        failure = error;
        quit(error, settings);
        throw error;
      });
  lifecycle.register({
    name: 'data directory',
    start: noting(async () => {
      lock = await lockDataDirectory(directory);
    }),
    stop: () => lock?.release(),
  });
  lifecycle.register({
    name: 'stores',
    start: noting(async () => {
      if (seeded) await makeMonth({ directory, seed: usualSeed, cases: usualCases, clock: systemClock, say });
      opened = await openEmbedded({
        directory,
        seed,
        followsSeed: district !== null,
        clock: systemClock,
        randomness: systemRandomness,
        log,
        metrics: createMetrics({ withProcess: true }),
        faults: noFaults,
        host: settings.host,
        port: settings.port,
        edge: edgeOptions(settings, identityProvider === undefined),
        notices: settings,
        ...(identityProvider === undefined ? {} : { identityProvider }),
        scanner: scannerAt(settings.scanner),
        longestTokenLife: settings.longestTokenLife,
        onDeath: (error) => {
          quit(error, settings);
          void lifecycle.fail(error);
        },
      });
    }),
    stop: () => opened?.close(),
  });
  lifecycle.register({
    name: 'platform',
    start: noting(async () => {
      const { url } = (await opened?.platform.start()) ?? { url: '' };
      const people = await Promise.all(
        // Tokens of its own open nothing where others are taken.
        (identityProvider === undefined ? peopleOf(seed) : []).map(async (person) => ({
          ...person,
          token: (await opened?.token(person)) ?? '',
        })),
      );
      takeNoteBack = await leaveNote({ url, data: directory, district });
      const options = optionsFor(url, settings);
      const demoOptions = district === null ? '' : ` --district ${district}`;
      const empty = district === null && (await opened?.isEmpty()) === true;
      process.stdout.write(
        welcome({ url, people, milliseconds: performance.now(), directory: settings.data, options, demoOptions, empty }),
      );
    }),
    stopAccepting: async () => {
      takeNoteBack();
      await opened?.platform.stop();
    },
  });
  lifecycle.installSignals(process);
  if ((await lifecycle.start()) === 'FAILED' && failure === null) quit(new Error('the platform did not start'), settings);
};

try {
  const { values } = parseArgs({ options: { seed: { type: 'boolean', default: false } } });
  await run(standaloneConfig.parse(process.env), values.seed);
} catch (error) {
  quit(error);
}
