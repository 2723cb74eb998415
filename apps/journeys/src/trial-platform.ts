import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bazhouSeed } from '@daqidi/assignment';
import { builtApps } from '@daqidi/gateway';
import { createMetrics, createSeededRandomness, createVirtualClock, noFaults, silentLogger } from '@daqidi/runtime';
import { createHttpWorld, type EmbeddedOptions, openEmbedded, type Person, seedMonth, type World } from '@daqidi/standalone';

/** A Monday morning in Bazhou. */
const start = '2026-03-02T02:00:00.000Z';

/** The whole platform in this process, with its pages, on a small part of the district and under a clock that stands still. */
export interface TrialPlatform {
  readonly url: string;
  readonly world: World;
  /** What its clock shows, in milliseconds. */
  now(): number;
  /** Lets all that is under way come to rest. */
  settled(): Promise<void>;
  passTime(to: string): Promise<void>;
  token(person: Person): Promise<string>;
  stop(): Promise<void>;
}

export interface TrialOptions {
  /** Ids and codes follow from it. */
  readonly seed?: string;
  /** What the clock shows at first. */
  readonly start?: number | string;
  /** Cases of the month that ends at the start, as `npm run seed-demo` makes them: none unless given. */
  readonly month?: { readonly cases: number; readonly restricted: number };
  /** People sign in there in the place of being chosen; see `EmbeddedOptions`. */
  readonly identityProvider?: EmbeddedOptions['identityProvider'];
  /** What is done on it while people are still chosen, before they sign in at a provider. */
  before?(platform: TrialPlatform): Promise<unknown>;
}

export const openTrialPlatform = async ({
  seed = 'daqidi',
  start: from = start,
  month,
  identityProvider,
  before,
}: TrialOptions = {}): Promise<TrialPlatform> => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-pages-'));
  const clock = createVirtualClock(from);
  const district = bazhouSeed({ townships: 2, villagesPerTownship: 2 });
  if (month !== undefined) await seedMonth({ directory, seed, district, until: clock.now(), ...month });
  const open = async (randomness: string, provider: TrialOptions['identityProvider']): Promise<TrialPlatform> => {
    const { platform, token, close } = await openEmbedded({
      directory,
      seed: district,
      clock,
      randomness: createSeededRandomness(randomness),
      log: silentLogger,
      metrics: createMetrics(),
      faults: noFaults,
      host: '127.0.0.1',
      port: 0,
      edge: { apps: builtApps() },
      ...(provider === undefined ? {} : { identityProvider: provider }),
    });
    const { url } = await platform.start();
    return {
      url,
      world: createHttpWorld({ url, token, patience: 10_000 }),
      now: () => clock.now(),
      settled: () => platform.settled(),
      passTime: async (to) => {
        clock.set(to);
        await platform.settled();
      },
      token,
      stop: async () => {
        await platform.stop();
        await close();
      },
    };
  };
  if (before !== undefined) {
    const chosen = await open(`${seed} before`, undefined);
    await before(chosen);
    await chosen.stop();
  }
  const opened = await open(seed, identityProvider);
  return {
    ...opened,
    stop: async () => {
      await opened.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
