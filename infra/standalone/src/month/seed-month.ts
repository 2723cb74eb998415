import { bazhouSeed, type DistrictSeed } from '@daqidi/assignment';
import { createLogger, createMetrics, createVirtualClock, noFaults, systemRandomness } from '@daqidi/runtime';
import { CountCasesDocument } from '@daqidi/schemas/operations';
import { dataOf, officer, type Person, type World } from '../demo/world.js';
import { type EmbeddedOptions, openEmbedded } from '../open-embedded.js';
import { planMonth } from './plan-month.js';
import { daysBefore, monthDays, playMonth, type Refused } from './play-month.js';

export interface SeedMonthOptions {
  /** The data directory; the caller holds it (`lockDataDirectory`). */
  readonly directory: string;
  /** What it is made of, not its keys: the same seed makes the same matters, people and days, counted back from `until`. */
  readonly seed: string;
  readonly cases: number;
  readonly restricted: number;
  /** Milliseconds since the epoch, UTC. */
  readonly until: number;
  /** The demonstration district or a part of it. */
  readonly district?: DistrictSeed;
  readonly eventSchemas?: EmbeddedOptions['eventSchemas'];
  onDay?(day: string): void;
}

export interface Month {
  readonly cases: number;
  readonly refused: readonly Refused[];
  /** How many of those that are no secret stand at each stage. */
  readonly stages: Readonly<Record<string, number>>;
}

const monthLength = 31;

/** Its folder has cases already: a month is only made where there is nothing. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';

  constructor() {
    super(
      'there are cases already: a month is made in an empty store only. Set DAQIDI_DATA to another folder, or remove this one.',
    );
  }
}

/**
 * Makes a month of cases that ends at `until`, through the gateway, on a clock that is moved. Rejects with `NotEmpty`. The platform is
 * closed again when it resolves.
 */
export const seedMonth = async (options: SeedMonthOptions): Promise<Month> => {
  const { directory, seed, cases, restricted, until, district = bazhouSeed(), onDay = () => undefined } = options;
  const days = daysBefore(until, monthLength - 1);
  const clock = createVirtualClock(`${days[0]}T00:00:00.000Z`);
  const embedded = await openEmbedded({
    directory,
    seed: district,
    clock,
    randomness: systemRandomness,
    log: createLogger({ level: 'error' }),
    metrics: createMetrics(),
    faults: noFaults,
    host: '127.0.0.1',
    port: 0,
    ...(options.eventSchemas === undefined ? {} : { eventSchemas: options.eventSchemas }),
  });
  const { platform } = embedded;
  const ask: World['ask'] = async ({ sub, kind }: Person, { source }, variables) => {
    const operation = {
      query: source,
      variables: variables as Record<string, unknown>,
      claims: { sub, kind, authTime: Math.floor(clock.now() / 1_000) },
    };
    return dataOf((await platform.gateway.executeOperation(operation)) as never);
  };
  const count = async (): Promise<Readonly<Record<string, number>>> => {
    const { caseCounts } = await ask(officer('district-centre.clerk'), CountCasesDocument, {});
    return Object.fromEntries(caseCounts.map(({ stage, count: of }) => [stage, of]));
  };
  try {
    await platform.start();
    if (!(await embedded.isEmpty())) throw new NotEmpty();
    const plans = planMonth({ seed, cases, restricted, district, days: monthDays(days) });
    const refused = await playMonth({
      world: { ask, until: async (holds) => void (await holds()) },
      clock,
      settled: platform.settled,
      run: `month-${seed}`,
      plans,
      days,
      until,
      onDay,
    });
    return { cases: plans.length, refused, stages: await count() };
  } finally {
    await platform.stop();
    await embedded.close();
  }
};
