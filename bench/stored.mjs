// What is kept of the throughput of life cycles when the stores are full: an empty and a filled platform, each started anew and
// measured in turns within one run, medians.
//   npm run bench -- stored [--form embedded|distributed] [--cases 100000] [--rounds 3] [--cycles 300] [--warmup 100] [--clients 32] [--keep DIR]
// `--keep DIR` leaves the filled data directory there, or takes it from there. 1,000,000 cases take about 60 GB and half an hour.
// In the distributed form each platform has a broker and a database of its own; MONGO_STAND_IN names what takes MongoDB's place.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, median, print, round } from './support/figures.mjs';
import { createLifeCycles } from './support/life-cycles.mjs';
import { startPlatform } from './support/platform-process.mjs';
import { startStackPlatform } from './support/stack-platform.mjs';
import { storeCases, storeCasesInMongo } from './support/store-cases.mjs';

const { values } = parseArgs({
  options: {
    form: { type: 'string', default: 'embedded' },
    cases: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    cycles: { type: 'string', default: '300' },
    warmup: { type: 'string', default: '100' },
    clients: { type: 'string', default: '32' },
    keep: { type: 'string' },
  },
});
const forms = {
  embedded: { start: startPlatform, fill: ({ directory, cases }) => storeCases({ directory, cases }) },
  distributed: {
    start: startStackPlatform,
    fill: async ({ directory, cases }) => {
      const platform = await startStackPlatform({ directory });
      try {
        await storeCasesInMongo({ ...platform.database, cases });
      } finally {
        await platform.stop();
      }
    },
  },
};
const form = forms[values.form];
if (form === undefined) throw new Error(`--form ${values.form} is neither embedded nor distributed`);
if (values.form === 'distributed' && process.env.MONGODB_URI) throw new Error('MONGODB_URI: empty and full need a database each');

const base = await mkdtemp(join(tmpdir(), 'daqidi-bench-'));
const full = values.keep ?? join(base, 'full');
/** Written when it is filled: a filling that was cut off leaves none. */
const mark = join(full, 'filled');
let fillSeconds = null;
if (!existsSync(mark)) {
  await mkdir(full, { recursive: true });
  const began = performance.now();
  await form.fill({ directory: full, cases: Number(values.cases) });
  fillSeconds = round((performance.now() - began) / 1_000);
  await writeFile(mark, values.cases);
}
const storedCases = Number(await readFile(mark, 'utf8'));

const measure = async (directory) => {
  const platform = await form.start({ directory });
  const lifeCycles = await createLifeCycles({
    ...platform,
    pids: Object.values(platform.pids),
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
  form: values.form,
  storedCases,
  ...(fillSeconds === null ? {} : { fillSeconds }),
  rounds: Number(values.rounds),
  cycles: Number(values.cycles),
  empty,
  full: filled,
  kept: round(filled.lifeCyclesPerSecond / empty.lifeCyclesPerSecond, 2),
  keptByCpu: round(empty.cpuMillisecondsPerCycle / filled.cpuMillisecondsPerCycle, 2),
  each: rows,
});
