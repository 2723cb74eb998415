// Promise: while the broker or the database is away, or the network between any two processes breaks in the middle of a message
// or swallows everything, a submission is accepted and kept, or refused with UNAVAILABLE within the operation's deadline; readiness
// says what is happening; and afterwards everything drains without help: no process ended, every life comes to its end, the
// operator's check finds nothing. OUTAGE_SECONDS says how long each outage lasts.

import { setTimeout as delay } from 'node:timers/promises';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast } from '@daqidi/standalone';
import { useSeed } from '@daqidi/testing';
import { type ChaosStack, openChaosStack } from './support/chaos/chaos-stack.js';
import { startCrowd } from './support/chaos/crowd.js';
import { type CuttingProxy, openCuttingProxy } from './support/chaos/cutting-proxy.js';
import { type OwnServers, openOwnServers } from './support/chaos/own-servers.js';
import { type Accepted, createStubbornClient } from './support/chaos/stubborn-client.js';
import { startSubmitter, submissionOf, summaryOf } from './support/chaos/submitter.js';
import { judge } from './support/chaos/verdict.js';

const seed = useSeed();
const outage = Number(process.env.OUTAGE_SECONDS ?? 6) * 1_000;
const timeout = outage * 2 + 180_000;
const people = 2;
const submissionEvery = 400;
/** The operation's deadline, and as much again as it may take a crowded machine to say so. */
const answeredWithin = 10_000 + 2_000;

interface Readiness {
  readonly ready: boolean;
  readonly notReady: readonly string[];
  readonly degraded: readonly string[];
}

let own: OwnServers;
let stack: ChaosStack;
const toServices: CuttingProxy[] = [];
const accepted: Accepted[] = [];
let submitted = 0;
let closed = 0;
beforeAll(async () => {
  own = await openOwnServers();
  stack = await openChaosStack(own.servers, {
    route: async (port) => {
      const proxy = await openCuttingProxy(port);
      toServices.push(proxy);
      return proxy.port;
    },
  });
});
afterAll(async () => {
  await stack?.stop();
  await Promise.all(toServices.map((proxy) => proxy.close()));
  await own?.remove();
});
let round = 0;
beforeEach(() => {
  round += 1;
});

const readiness = async (): Promise<Readiness> => (await fetch(`${stack.url}/readyz`)).json() as Promise<Readiness>;

/** People work while `harm` happens; when it is over, everything must come right by itself. */
const workThrough = async (harm: () => Promise<void>): Promise<void> => {
  const client = createStubbornClient(stack, seed, accepted);
  const crowd = startCrowd(client, people, `round-${round}`);
  const submitter = startSubmitter(stack, `round-${round}`, submissionEvery, accepted);
  await harm();
  const attempts = await submitter.stop();
  process.stdout.write(`# ${summaryOf(attempts)}\n`);
  for (const { outcome, milliseconds, requestId } of attempts) {
    expect(outcome, requestId).toMatch(/^(?:ACCEPTED|UNAVAILABLE)$/);
    expect(milliseconds, `${requestId}: ${outcome} after ${milliseconds} ms`).toBeLessThan(answeredWithin);
  }
  // Whoever was refused, or does not know, asks again.
  for (const { outcome, requestId } of attempts)
    if (outcome !== 'ACCEPTED') await client.ask(cast.petitioner, SubmitAppealDocument, submissionOf(requestId));
  const lived = await crowd.finish().catch(async (error: unknown) => {
    throw new Error(`${error instanceof Error ? error.stack : error}\n${await stack.report()}`);
  });
  submitted += attempts.length + lived;
  closed += lived;
  await stack.settled();
  await client.until(async () => {
    const { ready, degraded } = await readiness();
    return ready && degraded.length === 0;
  });
  const found = await stack.look((services) => judge(services, accepted));
  expect([found.ofType('AppealSubmitted'), found.closed]).toStrictEqual([submitted, closed]);
  expect(stack.ends(), 'no process ended by itself').toStrictEqual([]);
};

/** Waits until readiness says so, for as long as the outage lasts, and then for the rest of it. */
const sayingSo = async (holds: (told: Readiness) => boolean): Promise<void> => {
  const until = performance.now() + outage;
  let told = await readiness();
  while (!holds(told) && performance.now() < until) {
    await delay(100);
    told = await readiness();
  }
  expect(holds(told), JSON.stringify(told)).toBe(true);
  await delay(Math.max(0, until - performance.now()));
};

test(
  `the broker is away (SEED=${seed.text})`,
  () =>
    workThrough(async () => {
      await delay(2_000);
      await own.broker.kill();
      await sayingSo(({ ready, degraded }) => ready && degraded.includes('intake: broker')).finally(own.broker.start);
    }),
  timeout,
);

test(
  `the database is away (SEED=${seed.text})`,
  () =>
    workThrough(async () => {
      await delay(2_000);
      await own.database.kill();
      await sayingSo(({ ready, notReady }) => !ready && notReady.includes('intake')).finally(own.database.start);
    }),
  timeout,
);

test(
  `the network to the database swallows everything (SEED=${seed.text})`,
  () =>
    workThrough(async () => {
      await delay(2_000);
      own.toDatabase.hold();
      await sayingSo(({ ready, notReady }) => !ready && notReady.includes('intake')).finally(own.toDatabase.release);
    }),
  timeout,
);

test(
  `the network to the broker swallows everything (SEED=${seed.text})`,
  () =>
    workThrough(async () => {
      await delay(2_000);
      own.toBroker.hold();
      await sayingSo(({ ready, degraded }) => ready && degraded.includes('intake: broker')).finally(own.toBroker.release);
    }),
  timeout,
);

test(
  `connections are cut in the middle of a message, anywhere and all the time (SEED=${seed.text})`,
  () =>
    workThrough(async () => {
      const networks = [own.toBroker, own.toDatabase, ...toServices];
      const until = performance.now() + outage;
      while (performance.now() < until) {
        await delay(seed.below(800));
        networks[seed.below(networks.length)]?.cut();
      }
      const cuts = networks.map((network) => network.cuts());
      process.stdout.write(`# cuts: broker ${cuts[0]}, database ${cuts[1]}, services ${cuts.slice(2).join(' ')}\n`);
      expect(
        cuts.reduce((sum, count) => sum + count),
        'messages were cut',
      ).toBeGreaterThan(0);
    }),
  timeout,
);
