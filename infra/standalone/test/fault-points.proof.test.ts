// Promise: the whole platform in one process may die at any of its named fault points, and around any commit of its files.
// Started again, it has everything that it acknowledged, once; clients that heard nothing ask again and get the first outcome;
// and when all is quiet, the operator's check finds nothing. Each point in turn; how often it is passed before is drawn.
import { SubmitAppealDocument, VersionsDocument } from '@daqidi/schemas/operations';
import { cast, playAppeal, type World } from '@daqidi/standalone';
import { drawShare, useSeed } from '@daqidi/testing';
import { type Fault, lastWords } from './support/chaos/death.js';
import { createEmbeddedHost, type EmbeddedHost, type StartOptions } from './support/chaos/embedded-host.js';
import { type Accepted, createStubbornClient } from './support/chaos/stubborn-client.js';
import { submissionOf } from './support/chaos/submitter.js';
import { judge } from './support/chaos/verdict.js';

const seed = useSeed();
const lives = 3;
const timeout = 120_000;
const rounds = 4;
/** The files of a data directory, and how often each may be committed before the last time. */
const files = Object.entries({ intake: 15, triage: 15, assignment: 15, supervision: 6, scoring: 6, bus: 15 });
const days = 86_400_000;

/**
 * How often a point may be passed before it is the last. How often three lives pass it depends on how much the platform does in one
 * go: where that was not often enough, three more begin.
 */
const points: Readonly<Record<string, number>> = {
  'after-save-before-archive': 15,
  'after-archive-before-publish': 15,
  'after-publish-before-clear': 15,
  'after-effect-before-offset': 15,
  'between-two-effects': 12,
  'mid-closing': lives,
};
const commitPoints = ['before-commit', 'mid-commit', 'after-commit'];

/**
 * Starts a process that must die at its point, and another after it, which lives until the round of `work` is done that was going
 * on. Answers how many rounds it took.
 */
const dieOnce = async (
  host: EmbeddedHost,
  options: StartOptions & { readonly fault: Fault },
  work: (round: number) => Promise<unknown>,
): Promise<number> => {
  let died = false;
  const untilDead = async (): Promise<number> => {
    for (let round = 1; ; round += 1) {
      await work(round);
      if (died || round === rounds) return round;
    }
  };
  const working = untilDead();
  const first = host.spawn(options);
  const ended = first.ended.then(() => {
    died = true;
  });
  // Where the point is not reached the work comes to its end, and the process is still there.
  const outcome = await Promise.race([ended, working.then(() => 'done')]);
  if (outcome === 'done') first.child.kill('SIGTERM');
  await first.ended;
  expect(first.child.signalCode, `${first.stderr()}\n${first.log().join('\n')}`).toBe('SIGKILL');
  expect(first.log().at(-1), 'it died where it was to die').toBe(lastWords(options.fault.point));
  const second = host.spawn();
  await second.ready;
  const worked = await working;
  second.child.kill('SIGKILL');
  await second.ended;
  return worked;
};

/** Hands in so many appeals, and waits until triage has them: from then on their clocks run. */
const submissions = async (client: World, count: number): Promise<void> => {
  for (let number = 0; number < count; number += 1) {
    const { id } = (await client.ask(cast.petitioner, SubmitAppealDocument, submissionOf(`submission-${number}`))).submitAppeal
      .appeal;
    await client.until(async () => (await client.ask(cast.clerk, VersionsDocument, { id })).appeal?.triage != null);
  }
};

const liveThrough = async (options: StartOptions & { readonly fault: Fault }): Promise<void> => {
  const host = await createEmbeddedHost();
  const accepted: Accepted[] = [];
  const client = createStubbornClient(host, seed, accepted);
  try {
    const worked = await dieOnce(host, options, (round) =>
      Promise.all(
        Array.from({ length: lives }, (_, lane) => playAppeal(client, { run: `${round}-${lane}`, narrate: () => undefined })),
      ),
    );
    const { closed } = await host.look((services) => judge(services, accepted));
    expect(closed, 'every life came to its end').toBe(worked * lives);
  } finally {
    await host.remove();
  }
};

type Death = readonly [name: string, proof: () => Promise<void>];

const atPoints = Object.entries(points).map(([point, bound]): Death => {
  const times = 1 + seed.below(bound);
  return [`${point}, time ${times}`, () => liveThrough({ fault: { point, times } })];
});

const aroundCommits = commitPoints.map((point): Death => {
  const [name, bound] = files[seed.below(files.length)] ?? ['bus', 1];
  // Counted from the opening of the file: it may die before it was ever ready.
  const times = 1 + seed.below(bound);
  const microseconds = seed.below(400);
  return [
    `${point} of ${name}.db, time ${times}, after ${microseconds} µs`,
    () => liveThrough({ fault: { point, times }, commit: { file: `${name}.db`, microseconds } }),
  ];
});

const whileItBegins: Death = [
  'while it writes its first directory',
  async () => {
    for (const point of ['after-save-before-archive', 'after-archive-before-publish', 'after-publish-before-clear'])
      await liveThrough({ fault: { point, times: 1 + seed.below(3) }, fromStart: true });
  },
];

const midSweep: Death = [
  'mid-sweep, while the clocks of many cases ring',
  async () => {
    const cases = 12;
    const host = await createEmbeddedHost();
    const accepted: Accepted[] = [];
    const client = createStubbornClient(host, seed, accepted);
    try {
      const quiet = host.spawn();
      await submissions(client, cases);
      quiet.child.kill('SIGKILL');
      await quiet.ended;
      // The first review's time is up for all of them: each rings twice.
      const fault = { point: 'mid-sweep', times: 1 + seed.below(2 * cases) };
      const dying = host.spawn({ fault, later: 30 * days });
      await dying.ended;
      expect(dying.log().at(-1)).toBe(lastWords('mid-sweep'));
      const { ofType } = await host.look((services) => judge(services, accepted));
      const rung = ['AppealSubmitted', 'ClockDueSoon', 'ClockOverdue', 'OrderIssued'].map(ofType);
      expect(rung, 'each clock rang once, and raised one order').toStrictEqual([cases, cases, cases, cases]);
    } finally {
      await host.remove();
    }
  },
];

for (const [name, proof] of drawShare([...atPoints, ...aroundCommits, whileItBegins, midSweep], seed.below))
  test(`dies ${name} (SEED=${seed.text})`, proof, timeout);
