import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock, systemRandomness } from '@daqidi/runtime';
import { createHttpWorld, developmentAudience, developmentIssuer, playAppeal, playComplaint } from '@daqidi/standalone';
import { round, summary } from './figures.mjs';
import { createHttpClient } from './http-client.mjs';
import { playLeanAppeal } from './lean-appeal.mjs';
import { drained, usageOf } from './platform-process.mjs';

/** Signs tokens as the platform's development issuer, whose key lies in this directory. */
export const tokensOf = async (secrets) => {
  const issuer = await createDevelopmentIssuer({
    directory: secrets,
    issuer: developmentIssuer,
    audience: developmentAudience,
    clock: systemClock,
  });
  return ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 36_000 });
};

/** A name that no other run has. */
export const runName = (prefix) => `${prefix}-${systemRandomness.bytes(5).toString('hex')}`;

/** Plays life cycles from N clients at once against a platform; CPU time is counted of the processes named. */
export const createLifeCycles = async ({ url, secrets, pids, clients, metricsUrls = [url] }) => {
  const token = await tokensOf(secrets);
  const client = createHttpClient({ url, token, connections: clients });
  const waiting = createHttpWorld({ url, token, patience: 60_000 });
  let repeated = 0;
  const again = () => {
    repeated += 1;
  };
  const world = { ...waiting, ask: client.ask };
  const plays = {
    lean: (run) => playLeanAppeal(client.ask, run, again),
    suggestion: (run) => playLeanAppeal(client.ask, run, again, { category: 'SUGGESTION', outcome: 'ADOPTED' }),
    full: (run) => playAppeal(world, { run, narrate: () => undefined }),
    complaint: (run) => playComplaint(world, { run, narrate: () => undefined }),
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

  /** The clock stops when the last effect is made, not with the last answer. */
  const drive = async (cycles, name, play = 'lean') => {
    client.reset();
    repeated = 0;
    let next = 0;
    const before = await usage();
    const own = process.cpuUsage();
    const began = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async () => {
        for (let number = next++; number < cycles; number = next++) await plays[play](runName(name));
      }),
    );
    const answered = performance.now();
    await drained(metricsUrls);
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
      cpuMillisecondsPerCycle: {
        mainThread: round((after.mainThread - before.mainThread) / cycles),
        process: round((after.process - before.process) / cycles),
        loadGenerator: round((user + system) / 1_000 / cycles),
      },
      busiestThreadsMillisecondsPerCycle: after.threads
        .map((each, position) => round((each - (before.threads[position] ?? 0)) / cycles))
        .sort((left, right) => right - left)
        .slice(0, 12),
      residentMb: { before: before.residentMb, after: after.residentMb },
    };
  };

  return { drive, close: () => client.close() };
};
