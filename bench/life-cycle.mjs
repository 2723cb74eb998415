// Whole life cycles through the gateway with real tokens, from N clients at once.
//   npm run bench -- life-cycle [--cycles 400] [--clients 32] [--warmup 100] [--play lean|suggestion|full|complaint] [--stored 100000]
//     starts the one-process form; `--stored` fills its stores with that many closed cases first; `--profile DIR` profiles it.
//     several plays, `--play full,complaint`, go in turns on one platform, `--rounds` times each.
//   npm run bench -- life-cycle --url http://… --secrets DIR [--pid 1,2]
//     drives what runs already; DIR holds the development issuer's key, `--pid` names processes whose CPU time is counted.
// The clock stops when the last effect is made, not with the last answer.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, print } from './support/figures.mjs';
import { createLifeCycles } from './support/life-cycles.mjs';
import { startPlatform } from './support/platform-process.mjs';
import { storeCases } from './support/store-cases.mjs';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '400' },
    clients: { type: 'string', default: '32' },
    warmup: { type: 'string', default: '100' },
    play: { type: 'string', default: 'lean' },
    rounds: { type: 'string', default: '1' },
    stored: { type: 'string', default: '0' },
    url: { type: 'string' },
    secrets: { type: 'string' },
    pid: { type: 'string' },
    profile: { type: 'string' },
  },
});
const clients = Number(values.clients);
const directory = values.url === undefined ? await mkdtemp(join(tmpdir(), 'daqidi-bench-')) : undefined;
if (directory !== undefined && values.stored !== '0') await storeCases({ directory, cases: Number(values.stored) });
const platform = directory === undefined ? undefined : await startPlatform({ directory, profile: values.profile });
const url = platform?.url ?? values.url;
const pids = platform === undefined ? (values.pid?.split(',') ?? []) : Object.values(platform.pids);

const secrets = values.secrets ?? join(directory, 'secrets');
const plays = values.play.split(',');
const lifeCycles = await createLifeCycles({ url, secrets, pids, clients });
if (Number(values.warmup) > 0) for (const play of plays) await lifeCycles.drive(Number(values.warmup), 'warm', play);
const results = [];
for (let round = 0; round < Number(values.rounds); round += 1)
  for (const play of plays) results.push({ play, ...(await lifeCycles.drive(Number(values.cycles), 'run', play)) });
await lifeCycles.close();
await platform?.stop();
if (directory !== undefined) await rm(directory, { recursive: true, force: true });
print({
  ...machine(),
  clients,
  cycles: Number(values.cycles),
  storedCases: Number(values.stored),
  ...(platform === undefined ? {} : { readyMilliseconds: platform.readyMilliseconds }),
  ...(results.length === 1 ? results[0] : { results }),
});
