// Promise: fifty times the normal rate, with the limits that the product comes with. What is accepted is kept, once; the rest is told
// RATE_LIMITED or UNAVAILABLE within half a second; no connection breaks, memory stays bounded, and afterwards, without help, a
// whole life cycle comes to its end. FLOOD_SECONDS says how long, FLOOD_TIMES how many times the normal rate.
//
// Normal: the district took in 42,265 appeals in 45 months, some 45 a working day, and 600 a working day in its first collection. Taken
// here is what a busy city district has, 3,000 a day, a fifth of them in the busiest hour, each with some 25 requests of all who deal
// with it until it is closed: four requests a second.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDevelopmentIssuer } from '@daqidi/identity';
import type { Services } from '@daqidi/ops';
import { systemClock } from '@daqidi/runtime';
import {
  cast,
  createHttpWorld,
  demoPlace,
  developmentAudience,
  developmentIssuer,
  type Person,
  playAppeal,
  SubmitAppealDocument,
} from '@daqidi/standalone';
import { type Arrival, createOpenClient, openLoop, quantile } from './support/chaos/open-loop.js';
import type { Accepted } from './support/chaos/stubborn-client.js';
import { judge } from './support/chaos/verdict.js';
import { openEmbeddedWorld } from './support/embedded-world.js';
import { type Started, startProcess } from './support/process.js';

const times = Number(process.env.FLOOD_TIMES ?? 50);
const seconds = Number(process.env.FLOOD_SECONDS ?? 20);
const normalPerSecond = 4;
/** Half of the flood comes from one person, the rest from so many. */
const petitioners = 500;
const toldWithin = 500;
const memoryBound = 1_000;
const hanging = 30_000;
const timeout = seconds * 1_000 + 240_000;

let directory: string;
let platform: Started;
let url: string;
let tokens: ReadonlyMap<string, string>;
before(
  async () => {
    directory = await mkdtemp(join(tmpdir(), 'daqidi-flood-'));
    const issuer = await createDevelopmentIssuer({
      directory: join(directory, 'secrets'),
      issuer: developmentIssuer,
      audience: developmentAudience,
      clock: systemClock,
    });
    const issue = async (person: Person): Promise<[string, string]> => [
      person.sub,
      await issuer.issue({ sub: person.sub, kind: person.kind, ttlSeconds: 36_000 }),
    ];
    const crowd = Array.from({ length: petitioners }, (_, number): Person => ({ sub: `flood-${number}`, kind: 'PETITIONER' }));
    tokens = new Map(await Promise.all([...crowd, ...Object.values(cast)].map(issue)));
    platform = startProcess({ DAQIDI_DATA: directory, DAQIDI_PORT: '0' });
    url = await platform.url;
  },
  { timeout },
);
after(async () => {
  platform.child.kill('SIGKILL');
  await platform.ended;
  await rm(directory, { recursive: true, force: true });
});

/** Megabytes that the process holds; null where the system does not say. */
const residentMegabytes = (): number | null => {
  const status = `/proc/${platform.child.pid}/status`;
  if (!existsSync(status)) return null;
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8')) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
};

const tokenOf = ({ sub }: Person): string => tokens.get(sub) ?? assert.fail(`${sub} has no token`);
const settledAccepted: Accepted[] = [];

interface Sent extends Arrival {
  readonly person: string;
  readonly requestId: string | null;
}

/** A third of what comes in are appeals, the rest looks at one's own. */
const requestOf = (number: number): { readonly requestId: string | null; readonly body: string } => {
  if (number % 3 > 0)
    return { requestId: null, body: JSON.stringify({ query: '{ cases(first: 5) { total edges { node { id stage } } } }' }) };
  const requestId = `flood-${String(number).padStart(7, '0')}`;
  const input = { requestId, channel: 'MINI_PROGRAM', regionId: demoPlace.village, text: '路面塌陷,请尽快修补。' };
  return { requestId, body: JSON.stringify({ query: SubmitAppealDocument.source, variables: { input } }) };
};

const codeOf = ({ text }: Sent): string | null => {
  const { errors } = JSON.parse(text) as { readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
  return errors === undefined ? null : String(errors[0]?.extensions?.code);
};

const figures = (numbers: readonly number[]): string =>
  numbers.length === 0
    ? 'none'
    : `p50 ${quantile(numbers, 0.5).toFixed(0)} ms, p99 ${quantile(numbers, 0.99).toFixed(0)} ms, longest ${Math.max(...numbers).toFixed(0)} ms`;

test(`${times} times the normal rate for ${seconds} s`, { timeout }, async () => {
  const client = createOpenClient();
  // As the proxy in front of it keeps them.
  await client.connect(url, Math.min(2_000, 5 * times * normalPerSecond));
  let peak = residentMegabytes() ?? 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes() ?? 0);
  }, 100);
  const { results: sent, ownLateness } = await openLoop(
    times * normalPerSecond,
    seconds * 1_000,
    async (number): Promise<Sent> => {
      const person = number % 2 === 0 ? 'flood-0' : `flood-${1 + (number % (petitioners - 1))}`;
      const { requestId, body } = requestOf(number);
      const arrival = await client.post({ url, token: tokens.get(person) ?? '', body, patience: hanging });
      return { ...arrival, person, requestId };
    },
  );
  clearInterval(watch);
  client.close();

  const broken = sent.filter((each) => each.broken !== null);
  const answered = sent.filter((each) => each.broken === null);
  const accepted = answered.filter((each) => codeOf(each) === null);
  const refused = answered.filter((each) => codeOf(each) !== null);
  const codes = new Map<string, number>();
  for (const each of refused) codes.set(String(codeOf(each)), (codes.get(String(codeOf(each))) ?? 0) + 1);
  const refusedTook = refused.map(({ took }) => took);
  process.stdout.write(`# ${sent.length} requests at ${times * normalPerSecond} a second: ${accepted.length} accepted`);
  for (const [code, count] of codes) process.stdout.write(`, ${count} ${code}`);
  process.stdout.write(`\n# accepted: ${figures(accepted.map(({ took }) => took))}\n# refused: ${figures(refusedTook)}\n`);
  process.stdout.write(`# at most ${peak.toFixed(0)} MB; the client itself was late by ${ownLateness.toFixed(0)} ms\n`);

  for (const { text, person, requestId } of accepted) {
    const { data } = JSON.parse(text) as { readonly data: { readonly submitAppeal?: { readonly position: string } } };
    if (requestId !== null) settledAccepted.push({ person, requestId, position: String(data.submitAppeal?.position) });
  }
  assert.deepEqual([...new Set(broken.map((each) => each.broken))], [], `${broken.length} of ${sent.length} got no answer`);
  assert.deepEqual(
    [...codes.keys()].filter((code) => code !== 'RATE_LIMITED' && code !== 'UNAVAILABLE'),
    [],
  );
  assert.ok(refused.length > 0 && accepted.length > 0, 'it was a flood, and not all of it was turned away');
  // Where the machine has more to do than it can, this process measures its own waiting too.
  assert.ok(quantile(refusedTook, 0.99) <= toldWithin + ownLateness, `the refused were told late: ${figures(refusedTook)}`);
  assert.ok(peak <= memoryBound, `${peak} MB`);
});

test('without help it goes on: a whole life cycle comes to its end', { timeout }, async () => {
  const world = createHttpWorld({ url, token: async (person) => tokenOf(person), patience: 60_000 });
  const id = await playAppeal(world, { run: 'after-the-flood', narrate: () => undefined });
  assert.ok(id.length > 0);
});

test('what was accepted is there, once, and everything is in order', { timeout }, async () => {
  platform.child.kill('SIGTERM');
  assert.equal(await platform.ended, 0, platform.stderr());
  const world = await openEmbeddedWorld({ directory });
  try {
    world.clock.set(new Date().toISOString());
    await world.settled();
    const { platform: opened } = world.embedded;
    await opened.stop();
    const services = Object.fromEntries(opened.services.map((each) => [each.name, each])) as unknown as Services;
    const { closed, events } = await judge(services, settledAccepted);
    assert.equal(closed, 1);
    process.stdout.write(`# ${settledAccepted.length} appeals acknowledged, ${events} events\n`);
  } finally {
    await world.embedded.close();
  }
});
