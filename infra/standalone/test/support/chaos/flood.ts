// Fifty times the normal rate, with the limits that the product comes with. FLOOD_SECONDS says how long, FLOOD_TIMES how many times
// the normal rate.
//
// Normal: the district took in 42,265 appeals in 45 months, some 45 a working day, and 600 a working day in its first collection. Taken
// here is what a busy city district has, 3,000 a day, a fifth of them in the busiest hour, each with some 25 requests of all who deal
// with it until it is closed: four requests a second.
import { existsSync, readFileSync } from 'node:fs';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { createHttpWorld, demoPlace, type Person, playAppeal } from '@daqidi/standalone';
import { type Arrival, createOpenClient, openLoop, quantile } from './open-loop.js';
import type { Accepted, Reachable } from './stubborn-client.js';
import type { Judged } from './verdict.js';

const times = Number(process.env.FLOOD_TIMES ?? 50);
const seconds = Number(process.env.FLOOD_SECONDS ?? 20);
const normalPerSecond = 4;
/** Half of the flood comes from one person, the rest from so many. */
const petitioners = 500;
const hanging = 30_000;
const timeout = seconds * 1_000 + 240_000;

/** A platform to be flooded, with the product's own limits. */
export interface Flooded extends Reachable {
  /** Ids of its processes by name. */
  pids(): Readonly<Record<string, number | undefined>>;
  /** Once everything is quiet: what became of what was accepted. */
  judged(accepted: readonly Accepted[]): Promise<Judged>;
  stop(): Promise<void>;
}

interface Sent extends Arrival {
  readonly person: string;
  readonly requestId: string | null;
}

/** Megabytes that a process holds; null where the system does not say. */
const residentMegabytes = (pid: number | undefined): number | null => {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return null;
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8')) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
};

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

/** What came of `work`, and the most that each process held while it went on, in megabytes. */
const watched = async <Result>(
  { pids }: Flooded,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly peaks: readonly (readonly [name: string, megabytes: number])[] }> => {
  const peaks = new Map<string, number>();
  const look = (): void => {
    for (const [name, pid] of Object.entries(pids()))
      peaks.set(name, Math.max(peaks.get(name) ?? 0, residentMegabytes(pid) ?? 0));
  };
  const watch = setInterval(look, 100);
  const result = await work().finally(() => clearInterval(watch));
  look();
  return { result, peaks: [...peaks] };
};

export interface FloodBounds {
  /** What no process may hold. */
  readonly megabytes: number;
  /** Milliseconds within which whoever is refused is told so. */
  readonly toldWithin: number;
}

/** Tests one form of the platform. */
export const floodTests = (
  name: string,
  { megabytes: memoryBound, toldWithin }: FloodBounds,
  open: () => Promise<Flooded>,
): void => {
  let platform: Flooded;
  const tokens = new Map<string, string>();
  const accepted: Accepted[] = [];

  beforeAll(async () => {
    platform = await open();
    for (let number = 0; number < petitioners; number += 1) {
      const person: Person = { sub: `flood-${number}`, kind: 'PETITIONER' };
      tokens.set(person.sub, await platform.token(person));
    }
  }, timeout);
  afterAll(() => platform?.stop());

  test(
    `${name}: ${times} times the normal rate for ${seconds} s`,
    async () => {
      const client = createOpenClient();
      const { url } = platform;
      // As the proxy in front of it keeps them.
      await client.connect(url, Math.min(2_000, 5 * times * normalPerSecond));
      const { result, peaks } = await watched(platform, () =>
        openLoop(times * normalPerSecond, seconds * 1_000, async (number): Promise<Sent> => {
          const person = number % 2 === 0 ? 'flood-0' : `flood-${1 + (number % (petitioners - 1))}`;
          const { requestId, body } = requestOf(number);
          return { ...(await client.post({ url, token: tokens.get(person) ?? '', body, patience: hanging })), person, requestId };
        }),
      );
      const { results: sent, ownLateness } = result;
      client.close();

      const broken = sent.filter((each) => each.broken !== null);
      const answered = sent.filter((each) => each.broken === null);
      const welcome = answered.filter((each) => codeOf(each) === null);
      const refused = answered.filter((each) => codeOf(each) !== null);
      const codes = new Map<string, number>();
      for (const each of refused) codes.set(String(codeOf(each)), (codes.get(String(codeOf(each))) ?? 0) + 1);
      const refusedTook = refused.map(({ took }) => took);
      process.stdout.write(`# ${sent.length} requests at ${times * normalPerSecond} a second: ${welcome.length} accepted`);
      for (const [code, count] of codes) process.stdout.write(`, ${count} ${code}`);
      process.stdout.write(`\n# accepted: ${figures(welcome.map(({ took }) => took))}\n# refused: ${figures(refusedTook)}\n`);
      process.stdout.write(`# at most ${peaks.map(([who, peak]) => `${who} ${peak.toFixed(0)}`).join(', ')} MB;`);
      process.stdout.write(` the client itself was late by ${ownLateness.toFixed(0)} ms\n`);

      for (const { text, person, requestId } of welcome) {
        const { data } = JSON.parse(text) as { readonly data: { readonly submitAppeal?: { readonly position: string } } };
        if (requestId !== null)
          accepted.push({
            person: { sub: person, kind: 'PETITIONER' },
            requestId,
            position: String(data.submitAppeal?.position),
          });
      }
      expect([...new Set(broken.map((each) => each.broken))], `${broken.length} of ${sent.length} got no answer`).toStrictEqual(
        [],
      );
      expect([...codes.keys()].filter((code) => code !== 'RATE_LIMITED' && code !== 'UNAVAILABLE')).toStrictEqual([]);
      expect(refused.length, 'it was a flood, and not all of it was turned away').toBeGreaterThan(0);
      expect(welcome.length, 'it was a flood, and not all of it was turned away').toBeGreaterThan(0);
      // Where the machine has more to do than it can, this process measures its own waiting too.
      expect(quantile(refusedTook, 0.99), `the refused were told late: ${figures(refusedTook)}`).toBeLessThanOrEqual(
        toldWithin + ownLateness,
      );
      for (const [who, peak] of peaks) expect(peak, `${who}: ${peak} MB`).toBeLessThanOrEqual(memoryBound);
    },
    timeout,
  );

  test(
    `${name}: without help it goes on: a whole life cycle comes to its end`,
    async () => {
      const world = createHttpWorld({ url: platform.url, token: platform.token, patience: 60_000 });
      const id = await playAppeal(world, { run: 'after-the-flood', narrate: () => undefined });
      expect(id.length).toBeGreaterThan(0);
    },
    timeout,
  );

  test(
    `${name}: what was accepted is there, once, and everything is in order`,
    async () => {
      const { closed, events } = await platform.judged(accepted);
      expect(closed).toBe(1);
      process.stdout.write(`# ${accepted.length} appeals acknowledged, ${events} events\n`);
    },
    timeout,
  );
};
