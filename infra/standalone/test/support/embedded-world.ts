import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bazhouSeed, type DistrictSeed } from '@daqidi/assignment';
import type { Bus } from '@daqidi/bus';
import type { createContextKeys } from '@daqidi/identity';
import {
  createMetrics,
  createSeededRandomness,
  createVirtualClock,
  type FaultPoints,
  noFaults,
  silentLogger,
} from '@daqidi/runtime';
import { createEventSchemas } from '@daqidi/schemas';
import { type Embedded, type EmbeddedOptions, openEmbedded } from '@daqidi/standalone';
import { createSettlingWorld, type RawAnswer, type SettlingWorld } from './settling-world.js';

export interface EmbeddedWorldOptions {
  readonly seed?: string;
  /** Another district than the small one. */
  readonly district?: DistrictSeed;
  /** Its files are followed at each start. */
  readonly followsSeed?: boolean;
  readonly directory?: string;
  readonly faults?: FaultPoints;
  readonly aroundBus?: (bus: Bus) => Bus;
  readonly contextKeys?: ReturnType<typeof createContextKeys>;
  /** Another ground than SQLite files. */
  readonly open?: (options: EmbeddedOptions) => Promise<Embedded>;
  /** Called after each request of a client instead of waiting for everything to settle. */
  readonly settle?: (embedded: Embedded) => Promise<void>;
}

export interface EmbeddedWorld extends SettlingWorld {
  readonly embedded: Embedded;
  readonly directory: string;
}

/** A Monday morning in Bazhou. */
export const start = '2026-03-02T02:00:00.000Z';

/** Enough of the district for the cast. */
export const smallSeed = () => bazhouSeed({ townships: 2, villagesPerTownship: 2 });

// Compiled once a test process: pure, and the dearest part of a start.
export const eventSchemas = createEventSchemas();

/** The whole platform in this process, on SQLite files in a directory of its own, under a virtual clock that ticks with every request. */
export const openEmbeddedWorld = async (options: EmbeddedWorldOptions = {}): Promise<EmbeddedWorld> => {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'daqidi-')));
  const clock = createVirtualClock(start);
  const embedded = await (options.open ?? openEmbedded)({
    directory,
    seed: options.district ?? smallSeed(),
    followsSeed: options.followsSeed ?? false,
    eventSchemas,
    clock,
    randomness: createSeededRandomness(options.seed ?? 'daqidi'),
    log: silentLogger,
    metrics: createMetrics(),
    faults: options.faults ?? noFaults,
    host: '127.0.0.1',
    port: 0,
    // Tests read from the graph itself what there is to be asked.
    edge: { limits: { introspection: true } },
    ...(options.contextKeys === undefined ? {} : { contextKeys: options.contextKeys }),
    ...(options.aroundBus === undefined ? {} : { aroundBus: options.aroundBus }),
  });
  const { platform } = embedded;
  const { url } = await platform.start();
  const settled = () => options.settle?.(embedded) ?? platform.settled();
  const raw: EmbeddedWorld['raw'] = async (person, query, variables = {}) => {
    clock.advance(1_000);
    const answer = await platform.gateway.executeOperation({
      query,
      variables,
      ...(person.kind === 'ANONYMOUS'
        ? {}
        : { claims: { sub: person.sub, kind: person.kind, authTime: Math.floor(clock.now() / 1_000) } }),
    });
    return JSON.parse(JSON.stringify(answer)) as RawAnswer;
  };
  const stop = async (): Promise<void> => {
    await platform.stop();
    await embedded.close();
    if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
  };
  return { ...createSettlingWorld({ url, clock, raw, settled, stop }), embedded, directory };
};
