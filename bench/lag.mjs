// Lag of effects in other services, one-process form, at a fixed rate of life cycles from a process beside it.
//   npm run bench -- lag [--cycles 100] [--rate 5] [--warmup 40]
// From the decision (an event's time, taken before its commit: an upper bound of the lag from the commit) and from the moment
// the bus has the event, to the end of its effect.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs, promisify } from 'node:util';
import { bazhouSeed } from '@daqidi/assignment';
import { createMetrics, noFaults, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import { openEmbedded } from '@daqidi/standalone';
import { machine, print, round, summary } from './support/figures.mjs';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '100' },
    rate: { type: 'string', default: '5' },
    warmup: { type: 'string', default: '40' },
  },
});
const directory = await mkdtemp(join(tmpdir(), 'daqidi-lag-'));
const fromDecision = [];
const fromBus = [];
const toBus = [];
/** When the bus had an event, by its id. */
const published = new Map();
const measuring = (bus) => ({
  ...bus,
  publish: async (topic, records) => {
    await bus.publish(topic, records);
    for (const { headers } of records) {
      published.set(headers.ce_id, performance.now());
      toBus.push(systemClock.now() - Date.parse(headers.ce_time));
    }
  },
  consume: (options) =>
    bus.consume({
      ...options,
      onRecord: async (record) => {
        await options.onRecord(record);
        const { ce_id: id, ce_source: source, ce_time: time } = record.headers;
        if (source.endsWith(`/${options.group}`)) return;
        fromDecision.push(systemClock.now() - Date.parse(time));
        // A record may be taken an instant before its publishing is answered.
        fromBus.push(performance.now() - (published.get(id) ?? performance.now()));
      },
    }),
});
const embedded = await openEmbedded({
  directory,
  seed: bazhouSeed({ townships: 2, villagesPerTownship: 2 }),
  clock: systemClock,
  randomness: systemRandomness,
  log: silentLogger,
  metrics: createMetrics(),
  faults: noFaults,
  host: '127.0.0.1',
  port: 0,
  aroundBus: measuring,
});
const { url } = await embedded.platform.start();
const load = new URL('./support/paced-load.mjs', import.meta.url).pathname;
const drive = async (cycles) => {
  const { stdout } = await promisify(execFile)(process.execPath, [load, url, join(directory, 'secrets'), cycles, values.rate]);
  await embedded.platform.settled();
  return JSON.parse(stdout);
};
await drive(values.warmup);
for (const each of [fromDecision, fromBus, toBus]) each.length = 0;
const turns = monitorEventLoopDelay({ resolution: 1 });
turns.enable();
const cpu = process.cpuUsage();
const began = performance.now();
const { lifeCyclesPerSecond, latencies } = await drive(values.cycles);
const used = process.cpuUsage(cpu);
const cores = (used.user + used.system) / 1_000 / (performance.now() - began);
await embedded.platform.stop();
await embedded.close();
await rm(directory, { recursive: true, force: true });
print({
  ...machine(),
  rate: Number(values.rate),
  lifeCyclesPerSecond: round(lifeCyclesPerSecond),
  coresUsed: round(cores, 2),
  effects: fromDecision.length,
  latencyMilliseconds: latencies,
  lagMilliseconds: { fromDecision: summary(fromDecision), fromBus: summary(fromBus), decisionToBus: summary(toBus) },
  eventLoopDelayMilliseconds: { p50: round(turns.percentile(50) / 1e6), p99: round(turns.percentile(99) / 1e6) },
});
