// Whole life cycles through the gateway of the one-process form, with real tokens, from N clients at once; then the lag from
// commit to effect. Usage: npm run bench -- life-cycle [--cycles 200] [--clients 16]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDevelopmentIssuer } from '@daqidi/identity';
import { systemClock, systemRandomness } from '@daqidi/runtime';
import { createHttpWorld, developmentAudience, developmentIssuer, playAppeal } from '@daqidi/standalone';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '200' },
    clients: { type: 'string', default: '16' },
    warmup: { type: 'string', default: '40' },
    profile: { type: 'string' },
  },
});
const directory = await mkdtemp(join(tmpdir(), 'daqidi-bench-'));
const entry = new URL('../infra/standalone/dist/main.js', import.meta.url).pathname;
const began = performance.now();
const flags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
const child = spawn(process.execPath, [...flags, entry], {
  env: { PATH: process.env.PATH, DAQIDI_DATA: directory, DAQIDI_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve, reject) => {
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    const found = /GraphQL\s+(http:\S+)\/graphql/.exec(text)?.[1];
    if (found) resolve(found);
  });
  child.once('exit', (code) => reject(new Error(`the platform ended with ${code}`)));
});
const ready = performance.now() - began;
const residentMb = async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
const residentAtStart = await residentMb();

const issuer = await createDevelopmentIssuer({
  directory: join(directory, 'secrets'),
  issuer: developmentIssuer,
  audience: developmentAudience,
  clock: systemClock,
});
let calls = 0;
const clientWorld = () => {
  const world = createHttpWorld({
    url,
    token: ({ sub, kind }) => issuer.issue({ sub, kind, ttlSeconds: 3_600 }),
    patience: 60_000,
  });
  return {
    ...world,
    ask: (...args) => {
      calls += 1;
      return world.ask(...args);
    },
  };
};

const drive = async (cycles, clients, name) => {
  let next = 0;
  calls = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const world = clientWorld();
      for (let number = next++; number < cycles; number = next++) {
        await playAppeal(world, { run: `${name}-${systemRandomness.bytes(5).toString('hex')}`, narrate: () => undefined });
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  return { perSecond: cycles / seconds, callsPerCycle: calls / cycles, callsPerSecond: calls / seconds };
};

await drive(Number(values.warmup), Number(values.clients), 'warm');
const result = await drive(Number(values.cycles), Number(values.clients), 'run');
const residentAtEnd = await residentMb();
child.kill('SIGTERM');
await once(child, 'exit');
await rm(directory, { recursive: true, force: true });
const round = (value, digits = 1) => Number(value.toFixed(digits));
process.stdout.write(
  `${JSON.stringify(
    {
      machine: `${cpus().length} × ${cpus()[0]?.model}`,
      node: process.version,
      readyMilliseconds: Math.round(ready),
      residentMb: { ready: Math.round(residentAtStart), afterRun: Math.round(residentAtEnd) },
      clients: Number(values.clients),
      cycles: Number(values.cycles),
      lifeCyclesPerSecond: round(result.perSecond),
      callsPerCycle: round(result.callsPerCycle),
      callsPerSecond: Math.round(result.callsPerSecond),
    },
    null,
    2,
  )}\n`,
);
