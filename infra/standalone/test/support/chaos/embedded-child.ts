// The whole platform in one process, as its main.ts runs it, but for its clock and the point where it may have to die.
// Usage: node embedded-child.js <data directory>
import { createLogger, createMetrics, systemRandomness } from '@daqidi/runtime';
import { lockDataDirectory } from '@daqidi/sqlite';
import { openEmbedded } from '@daqidi/standalone';
import { smallSeed } from '../embedded-world.js';
import { createDeath } from './death.js';
import { dyingInClosing } from './dying-bus.js';
import { offsetClock } from './offset-clock.js';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const [directory = ''] = process.argv.slice(2);
const { PORT = '0', CLOCK_OFFSET = '0', FAULT, FAULT_FROM = 'ready' } = process.env;
const death = createDeath(FAULT);
if (FAULT_FROM === 'start') death.arm();
await lockDataDirectory(directory);
const embedded = await openEmbedded({
  directory,
  seed: smallSeed(),
  clock: offsetClock(Number(CLOCK_OFFSET)),
  randomness: systemRandomness,
  log: createLogger({ level: 'error' }),
  metrics: createMetrics(),
  faults: death.reach,
  host: '127.0.0.1',
  port: Number(PORT),
  edge: { limits: { ratePerSecond: 1_000_000, burst: 1_000_000 } },
  aroundBus: (bus) => dyingInClosing(bus, death),
  onDeath: () => process.exit(1),
});
// What the last process left behind is swept up as soon as the services run, so that counts too.
death.arm();
await embedded.platform.start();
process.stdout.write('ready\n');
