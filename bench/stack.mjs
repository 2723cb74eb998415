// The distributed form beside the one-process form, in one run: start to ready, memory of each process, life cycles a second from N
// clients, and the lag from decision to effect at a moderate rate, as the services' own histograms show it.
//   npm run bench -- stack [--cycles 150] [--clients 16] [--rate 3] [--instances 1] [--database NAME]
// The broker is Apache Kafka, unless KAFKA_BROKERS names one; the database is MongoDB, unless MONGO_STAND_IN names a program that
// takes its place, or MONGODB_URI one that runs already: say in the result with --database what that was.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, print, round, summary } from './support/figures.mjs';
import { createHttpClient } from './support/http-client.mjs';
import { playLeanAppeal } from './support/lean-appeal.mjs';
import { runName, tokensOf } from './support/life-cycles.mjs';
import { drained, metricsPage, startPlatform, usageOf } from './support/platform-process.mjs';
import { startStackPlatform } from './support/stack-platform.mjs';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '150' },
    clients: { type: 'string', default: '16' },
    rate: { type: 'string', default: '3' },
    instances: { type: 'string', default: '1' },
    database: { type: 'string', default: 'MongoDB' },
  },
});
const cycles = Number(values.cycles);

const clientOf = async (url, secrets) =>
  createHttpClient({ url, token: await tokensOf(secrets), connections: Number(values.clients) });

const play = (client) => playLeanAppeal(client.ask, runName('stack'), () => undefined);

const atOnce = async (client, count) => {
  let next = 0;
  await Promise.all(
    Array.from({ length: Number(values.clients) }, async () => {
      while (next++ < count) await play(client);
    }),
  );
};

const paced = (client, count) =>
  Promise.all(
    Array.from({ length: count }, async (_, number) => {
      await new Promise((resolve) => setTimeout(resolve, (number * 1_000) / Number(values.rate)));
      await play(client);
    }),
  );

/** Counts of the lag histogram by upper bound in seconds, over all groups of these pages. */
const lagCounts = async (urls) => {
  const counts = new Map();
  for (const url of urls) {
    const page = await metricsPage(url);
    for (const [, bound, count] of page.matchAll(/^daqidi_effect_lag_seconds_bucket\{le="([^"]+)"[^}]*\} (\d+)/gm))
      counts.set(
        Number(bound.replace('+Inf', 'Infinity')),
        (counts.get(Number(bound.replace('+Inf', 'Infinity'))) ?? 0) + Number(count),
      );
  }
  return counts;
};

/** Milliseconds by interpolation within the bucket; `over N` beyond the last bound. */
const quantileOf = (before, after, part) => {
  const bounds = [...after.keys()].sort((left, right) => left - right);
  const count = (bound) => after.get(bound) - (before.get(bound) ?? 0);
  const wanted = count(Number.POSITIVE_INFINITY) * part;
  let [lower, below] = [0, 0];
  for (const bound of bounds) {
    if (count(bound) >= wanted) {
      if (bound === Number.POSITIVE_INFINITY) return `over ${lower * 1_000}`;
      return round((lower + ((bound - lower) * (wanted - below)) / Math.max(1, count(bound) - below)) * 1_000);
    }
    [lower, below] = [bound, count(bound)];
  }
  return null;
};

const measure = async ({ url, secrets, metricsUrls, pids, readyMilliseconds }) => {
  const client = await clientOf(url, secrets);
  const usage = async () =>
    new Map(await Promise.all(Object.entries(pids).map(async ([name, pid]) => [name, await usageOf(pid)])));
  const each = (of, figure) => Object.fromEntries([...of].map(([name, used]) => [name, figure(used, name)]));
  const memory = async () => each(await usage(), ({ residentMb }) => residentMb);
  const atStart = await memory();
  const quiet = () => drained(metricsUrls);
  await atOnce(client, Math.ceil(cycles / 4));
  await quiet();
  client.reset();
  const began = performance.now();
  const usedBefore = await usage();
  await atOnce(client, cycles);
  await quiet();
  const seconds = (performance.now() - began) / 1_000;
  const used = await usage();
  const calls = client.calls();
  const latencyMilliseconds = summary(client.latencies);
  const before = await lagCounts(metricsUrls);
  await paced(client, Math.ceil(cycles / 3));
  await quiet();
  const after = await lagCounts(metricsUrls);
  await client.close();
  return {
    readyMilliseconds,
    residentMb: { ready: atStart, afterRun: await memory() },
    lifeCyclesPerSecond: round(cycles / seconds),
    callsPerSecond: Math.round(calls / seconds),
    cpuMillisecondsPerCycle: each(used, ({ process }, name) => round((process - usedBefore.get(name).process) / cycles)),
    latencyMilliseconds,
    lagAtModerateRateMilliseconds: {
      p50: quantileOf(before, after, 0.5),
      p99: quantileOf(before, after, 0.99),
      rate: Number(values.rate),
    },
  };
};

const measureOn = async (start) => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-bench-'));
  const platform = await start({ directory, instances: Number(values.instances) });
  try {
    return await measure(platform);
  } finally {
    await platform.stop();
    await rm(directory, { recursive: true, force: true });
  }
};

print({
  ...machine(),
  database: values.database,
  clients: Number(values.clients),
  cycles,
  instances: Number(values.instances),
  embedded: await measureOn(startPlatform),
  distributed: await measureOn(startStackPlatform),
});
