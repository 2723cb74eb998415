// Whole life cycles through the gateway with real tokens, from N clients at once.
//   npm run bench -- life-cycle [--cycles 400] [--clients 32] [--warmup 100] [--play lean|full] [--stored 100000]
//     starts the one-process form; `--stored` fills its stores with that many closed cases first; `--profile DIR` profiles it.
//   npm run bench -- life-cycle --url http://… --secrets DIR [--pid 1,2]
//     drives what runs already; DIR holds the development issuer's key, `--pid` names processes whose CPU time is counted.
// The clock stops when the last effect is made, not with the last answer.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock, systemRandomness } from '@daqidi/runtime';
import { createHttpWorld, developmentAudience, developmentIssuer, playAppeal } from '@daqidi/standalone';
import { machine, print, round, summary } from './support/figures.mjs';
import { createHttpClient } from './support/http-client.mjs';
import { playLeanAppeal } from './support/lean-appeal.mjs';
import { drained, startPlatform, usageOf } from './support/platform-process.mjs';
import { storeCases } from './support/store-cases.mjs';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '400' },
    clients: { type: 'string', default: '32' },
    warmup: { type: 'string', default: '100' },
    play: { type: 'string', default: 'lean' },
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
const pids = platform === undefined ? (values.pid?.split(',') ?? []) : [platform.pid];

const issuer = await createDevelopmentIssuer({
  directory: values.secrets ?? join(directory, 'secrets'),
  issuer: developmentIssuer,
  audience: developmentAudience,
  clock: systemClock,
});
const token = ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 });
const client = createHttpClient({ url, token, connections: clients });
const waiting = createHttpWorld({ url, token, patience: 60_000 });
let repeated = 0;
const plays = {
  lean: (run) =>
    playLeanAppeal(client.ask, run, () => {
      repeated += 1;
    }),
  full: (run) => playAppeal({ ...waiting, ask: client.ask }, { run, narrate: () => undefined }),
};

const usage = async () => {
  const all = await Promise.all(pids.map(usageOf));
  const sum = (field) => all.reduce((total, each) => total + each[field], 0);
  return {
    process: sum('process'),
    mainThread: sum('mainThread'),
    residentMb: sum('residentMb'),
    threads: all.flatMap(({ threads }) => threads),
  };
};

const drive = async (cycles, name) => {
  client.reset();
  repeated = 0;
  let next = 0;
  const before = await usage();
  const own = process.cpuUsage();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let number = next++; number < cycles; number = next++)
        await plays[values.play](`${name}-${systemRandomness.bytes(5).toString('hex')}`);
    }),
  );
  const answered = performance.now();
  await drained(url);
  const seconds = (performance.now() - began) / 1_000;
  const after = await usage();
  const { user, system } = process.cpuUsage(own);
  const calls = client.calls();
  const perCall = (milliseconds) => round(milliseconds / calls, 2);
  return {
    lifeCyclesPerSecond: round(cycles / seconds),
    callsPerSecond: Math.round(calls / seconds),
    callsPerCycle: round(calls / cycles),
    ofThemTriedAgain: repeated,
    latencyMilliseconds: summary(client.latencies),
    drainMilliseconds: Math.round(performance.now() - answered),
    cpuMillisecondsPerCall: {
      mainThread: perCall(after.mainThread - before.mainThread),
      process: perCall(after.process - before.process),
      loadGenerator: perCall((user + system) / 1_000),
    },
    busiestThreadsMillisecondsPerCycle: after.threads
      .map((each, position) => round((each - (before.threads[position] ?? 0)) / cycles))
      .sort((left, right) => right - left)
      .slice(0, 12),
    residentMb: { before: before.residentMb, after: after.residentMb },
  };
};

if (Number(values.warmup) > 0) await drive(Number(values.warmup), 'warm');
const result = await drive(Number(values.cycles), 'run');
await client.close();
await platform?.stop();
if (directory !== undefined) await rm(directory, { recursive: true, force: true });
print({
  ...machine(),
  play: values.play,
  clients,
  cycles: Number(values.cycles),
  storedCases: Number(values.stored),
  ...(platform === undefined ? {} : { readyMilliseconds: platform.readyMilliseconds }),
  ...result,
});
