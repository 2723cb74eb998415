// Lag from an event's time (taken before its commit) to the end of its effect in another service, one-process form, life cycles
// played by a few clients. Usage: npm run bench -- lag [--cycles 60] [--clients 4]
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bazhouSeed } from '@daqidi/assignment';
import { createMetrics, noFaults, silentLogger, systemClock, systemRandomness } from '@daqidi/runtime';
import { createHttpWorld, openEmbedded, playAppeal } from '@daqidi/standalone';

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '60' }, clients: { type: 'string', default: '4' } },
});
const directory = await mkdtemp(join(tmpdir(), 'daqidi-lag-'));
const lags = [];
const measuring = (bus) => ({
  ...bus,
  consume: (options) =>
    bus.consume({
      ...options,
      onRecord: async (record) => {
        await options.onRecord(record);
        if (!record.headers.ce_source.endsWith(`/${options.group}`))
          lags.push(systemClock.now() - Date.parse(record.headers.ce_time));
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
const play = async (cycles) => {
  let next = 0;
  await Promise.all(
    Array.from({ length: Number(values.clients) }, async () => {
      const world = createHttpWorld({ url, token: embedded.token, patience: 60_000 });
      while (next++ < cycles)
        await playAppeal(world, { run: `lag-${systemRandomness.bytes(5).toString('hex')}`, narrate: () => undefined });
    }),
  );
};
await play(10);
lags.length = 0;
await play(Number(values.cycles));
await embedded.platform.stop();
await embedded.close();
await rm(directory, { recursive: true, force: true });
lags.sort((left, right) => left - right);
const quantile = (part) => lags[Math.floor(lags.length * part)];
process.stdout.write(
  `${JSON.stringify({ machine: `${cpus().length} × ${cpus()[0]?.model}`, node: process.version, clients: Number(values.clients), effects: lags.length, lagMilliseconds: { p50: quantile(0.5), p99: quantile(0.99), max: lags.at(-1) } }, null, 2)}\n`,
);
