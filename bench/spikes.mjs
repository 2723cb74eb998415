// Arrivals that come and go in spikes, whatever the answers take: 1, 15, 1, 25, 2, 35 and 10 a second, a minute each.
//   npm run bench -- spikes [--minute 60] [--rates 1,15,1,25,2,35,10]          starts the one-process form
//   npm run bench -- spikes --url http://… --secrets DIR [--metrics http://…,http://…]   drives what runs already
// An arrival is one of 500 petitioners: he submits an appeal; 1 s later he opens it with everything that five services say of it; 2 s
// after the submission his village's reviewer opens the first 20 cases of her list; after 3 s she lets the new one pass, which
// triage must know of by then. Two writes and two reads. Latency counts from the moment a call is due.
// An error is whatever is not data, a refusal included.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ListCasesDocument, PassScreeningDocument, SubmitAppealDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace } from '@daqidi/standalone';
import { machine, print, quantile, round } from './support/figures.mjs';
import { createHttpClient } from './support/http-client.mjs';
import { runName, tokensOf } from './support/life-cycles.mjs';
import { backlogOf, startPlatform } from './support/platform-process.mjs';

const { values } = parseArgs({
  options: {
    minute: { type: 'string', default: '60' },
    rates: { type: 'string', default: '1,15,1,25,2,35,10' },
    url: { type: 'string' },
    secrets: { type: 'string' },
    metrics: { type: 'string' },
  },
});
const seconds = Number(values.minute);
const directory = values.url === undefined ? await mkdtemp(join(tmpdir(), 'daqidi-spikes-')) : undefined;
const platform = directory === undefined ? undefined : await startPlatform({ directory });
const url = platform?.url ?? values.url;
const metricsUrls = values.metrics?.split(',') ?? [url];
const token = await tokensOf(values.secrets ?? join(directory, 'secrets'));
const client = createHttpClient({ url, token, connections: 256 });

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
const period = new Date().toISOString().slice(0, 7);
const names = new Map();

/** One call, due at this moment of performance.now(); null where it was answered with an error. */
const call = async (stage, due, person, operation, variables) => {
  try {
    const data = await client.ask(person, operation, variables);
    stage.latencies.push(performance.now() - due);
    return data;
  } catch (error) {
    const name = `${operation.name}: ${error.code ?? error.name}`;
    stage.errors += 1;
    names.set(name, (names.get(name) ?? 0) + 1);
    return null;
  }
};

const arrive = async (stage, number, due) => {
  const run = runName('spike');
  const petitioner = { sub: `petitioner-${number % 500}`, kind: 'PETITIONER' };
  const submitted = await call(stage, due, petitioner, SubmitAppealDocument, {
    input: {
      requestId: `${run}-1`,
      channel: 'MINI_PROGRAM',
      regionId: demoPlace.village,
      text: '小区三栋二单元的水管爆裂三天了,一楼进水,请尽快修复。',
      petitioner: { name: '王小明', telephone: '13900001234', address: '北门社区三栋二单元' },
    },
  });
  if (submitted === null) return;
  const { id } = submitted.submitAppeal.appeal;
  await wait(due + 1_000 - performance.now());
  const whole = call(stage, Math.max(due + 1_000, performance.now()), petitioner, WholeAppealDocument, { id, period });
  await wait(due + 2_000 - performance.now());
  const list = call(stage, performance.now(), cast.villageReviewer, ListCasesDocument, { first: 20 });
  await wait(due + 3_000 - performance.now());
  const input = { requestId: `${run}-2`, appealId: id, expectedVersion: 1 };
  await Promise.all([whole, list, call(stage, performance.now(), cast.villageReviewer, PassScreeningDocument, { input })]);
};

const backlog = async () => {
  const all = await Promise.all(metricsUrls.map(backlogOf));
  return {
    lagRecords: all.reduce((total, { lagRecords }) => total + lagRecords, 0),
    outboxSeconds: Math.max(...all.map(({ outboxSeconds }) => outboxSeconds)),
  };
};

/** Looks at the backlog every half second until the stage ends; nothing waits when it is first found empty. */
const watch = async (stage, endsAt) => {
  const began = performance.now();
  while (performance.now() < endsAt - 600) {
    const { lagRecords, outboxSeconds } = await backlog();
    stage.mostLagRecords = Math.max(stage.mostLagRecords, lagRecords);
    if (lagRecords === 0 && outboxSeconds < 1.5) stage.emptyAfterSeconds ??= round((performance.now() - began) / 1_000);
    await wait(500);
  }
  Object.assign(stage, { atEnd: await backlog() });
};

// What the first calls cost is not what spikes cost.
const warmup = { latencies: [], errors: 0 };
await Promise.all(
  Array.from({ length: 60 }, async (_, number) => wait(number * 150).then(() => arrive(warmup, number, performance.now()))),
);

names.clear();

const began = performance.now();
const own = process.cpuUsage();
const stages = [];
const visits = [];
let number = 0;
for (const rate of values.rates.split(',').map(Number)) {
  const stage = { rate, latencies: [], errors: 0, mostLagRecords: 0, emptyAfterSeconds: null, atEnd: null };
  const starts = began + stages.length * seconds * 1_000;
  stages.push(stage);
  const watching = watch(stage, starts + seconds * 1_000);
  for (let arrival = 0; arrival < rate * seconds; arrival += 1) {
    const due = starts + (arrival * 1_000) / rate;
    await wait(due - performance.now());
    visits.push(arrive(stage, number++, due));
  }
  await wait(starts + seconds * 1_000 - performance.now());
  await watching;
}
await Promise.all(visits);
const { user, system } = process.cpuUsage(own);
await client.close();
await platform?.stop();
if (directory !== undefined) await rm(directory, { recursive: true, force: true });

const report = ({ rate, latencies, errors, mostLagRecords, emptyAfterSeconds, atEnd }) => {
  const sorted = latencies.toSorted((left, right) => left - right);
  const at = (part) => (sorted.length === 0 ? null : round(quantile(sorted, part)));
  return {
    arrivalsPerSecond: rate,
    calls: latencies.length + errors,
    errors,
    milliseconds: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
    mostLagRecords,
    noBacklogAfterSeconds: emptyAfterSeconds,
    backlogAtEnd: atEnd,
  };
};
const calls = stages.reduce((total, { latencies, errors }) => total + latencies.length + errors, 0);
const errors = stages.reduce((total, stage) => total + stage.errors, 0);
print({
  ...machine(),
  secondsPerStage: seconds,
  calls,
  errorShare: round(errors / calls, 5),
  errors: Object.fromEntries(names),
  loadGeneratorMillisecondsPerCall: round((user + system) / 1_000 / calls, 2),
  stages: stages.map(report),
});
