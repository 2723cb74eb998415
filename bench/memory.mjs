// Memory of the one-process form over a long run: its main thread's heap after a forced collection, at marks between life cycles.
//   npm run bench -- memory [--requests 20000] [--marks 10] [--clients 16]
// The slope is that of the later half of the marks, by least squares: what is cached first fills up.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, print, round } from './support/figures.mjs';
import { createLifeCycles } from './support/life-cycles.mjs';
import { startPlatform } from './support/platform-process.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    marks: { type: 'string', default: '10' },
    clients: { type: 'string', default: '16' },
  },
});
const wanted = Number(values.requests);
const directory = await mkdtemp(join(tmpdir(), 'daqidi-memory-'));
const platform = await startPlatform({ directory, probe: true });
const lifeCycles = await createLifeCycles({
  ...platform,
  pids: Object.values(platform.pids),
  clients: Number(values.clients),
});
const megabytes = (bytes) => round(bytes / 2 ** 20);
const marks = [];
let requests = 0;
const mark = async () => {
  const { heapUsed, external, rss } = await platform.heap();
  marks.push({ requests, heapMb: megabytes(heapUsed), externalMb: megabytes(external), residentMb: megabytes(rss), heapUsed });
};
await mark();
let perCycle = 12;
for (let number = 1; number <= Number(values.marks); number += 1) {
  const target = (wanted * number) / Number(values.marks);
  const cycles = Math.max(1, Math.ceil((target - requests) / perCycle));
  const { callsPerCycle } = await lifeCycles.drive(cycles, 'memory');
  perCycle = callsPerCycle;
  requests += Math.round(callsPerCycle * cycles);
  await mark();
}
await lifeCycles.close();
await platform.stop();
await rm(directory, { recursive: true, force: true });

const later = marks.slice(Math.floor(marks.length / 2));
const mean = (list) => list.reduce((total, value) => total + value, 0) / list.length;
const [x, y] = [mean(later.map((each) => each.requests)), mean(later.map((each) => each.heapUsed))];
const slope =
  later.reduce((total, each) => total + (each.requests - x) * (each.heapUsed - y), 0) /
  later.reduce((total, each) => total + (each.requests - x) ** 2, 0);
print({
  ...machine(),
  requests,
  marks: marks.map(({ heapUsed: _, ...shown }) => shown),
  heapKilobytesPerThousandRequests: round((slope * 1_000) / 1_024),
});
