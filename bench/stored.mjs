// What is kept of the throughput of life cycles when the stores are full: an empty and a filled platform, each started anew and
// measured in turns within one run, medians.
//   npm run bench -- stored [--cases 100000] [--rounds 3] [--cycles 300] [--warmup 100] [--clients 32] [--keep DIR]
// `--keep DIR` leaves the filled data directory there, or takes it from there. 1,000,000 cases take about 60 GB and half an hour.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, median, print, round } from './support/figures.mjs';
import { createLifeCycles } from './support/life-cycles.mjs';
import { startPlatform } from './support/platform-process.mjs';
import { storeCases } from './support/store-cases.mjs';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    cycles: { type: 'string', default: '300' },
    warmup: { type: 'string', default: '100' },
    clients: { type: 'string', default: '32' },
    keep: { type: 'string' },
  },
});
const base = await mkdtemp(join(tmpdir(), 'daqidi-stored-'));
const full = values.keep ?? join(base, 'full');
let fillSeconds = null;
if (!existsSync(join(full, 'intake.db'))) {
  const began = performance.now();
  await storeCases({ directory: full, cases: Number(values.cases) });
  fillSeconds = round((performance.now() - began) / 1_000);
}

const measure = async (directory) => {
  const platform = await startPlatform({ directory });
  const lifeCycles = await createLifeCycles({
    url: platform.url,
    secrets: join(directory, 'secrets'),
    pids: [platform.pid],
    clients: Number(values.clients),
  });
  await lifeCycles.drive(Number(values.warmup), 'warm');
  const { lifeCyclesPerSecond, cpuMillisecondsPerCycle, latencyMilliseconds } = await lifeCycles.drive(
    Number(values.cycles),
    'run',
  );
  await lifeCycles.close();
  await platform.stop();
  const { process: inProcess, loadGenerator } = cpuMillisecondsPerCycle;
  return {
    lifeCyclesPerSecond,
    latencyP50: latencyMilliseconds.p50,
    cpuMillisecondsPerCycle: inProcess,
    loadGenerator,
    readyMilliseconds: platform.readyMilliseconds,
  };
};

const rows = { empty: [], full: [] };
for (let number = 0; number < Number(values.rounds); number += 1) {
  const fresh = join(base, `empty-${number}`);
  const turns = [
    ['empty', fresh],
    ['full', full],
  ];
  for (const [name, directory] of number % 2 === 0 ? turns : turns.reverse()) rows[name].push(await measure(directory));
  await rm(fresh, { recursive: true, force: true });
}
await rm(base, { recursive: true, force: true });

const medians = (measured) =>
  Object.fromEntries(Object.keys(measured[0]).map((field) => [field, median(measured.map((each) => each[field]))]));
const [empty, filled] = [medians(rows.empty), medians(rows.full)];
print({
  ...machine(),
  storedCases: Number(values.cases),
  ...(fillSeconds === null ? {} : { fillSeconds }),
  rounds: Number(values.rounds),
  cycles: Number(values.cycles),
  empty,
  full: filled,
  kept: round(filled.lifeCyclesPerSecond / empty.lifeCyclesPerSecond, 2),
  keptByCpu: round(empty.cpuMillisecondsPerCycle / filled.cpuMillisecondsPerCycle, 2),
  each: rows,
});
