// A process of the stack exactly as its main.ts runs it, but for the clock, which the test moves through CONTROL_SOCKET.
// Usage: node child.js <service|gateway>
import { createAssignment } from '@daqidi/assignment';
import { runService } from '@daqidi/distributed';
import { runGateway } from '@daqidi/gateway';
import { createIntake } from '@daqidi/intake';
import { createSeededRandomness, createVirtualClock } from '@daqidi/runtime';
import type { ServiceName } from '@daqidi/schemas';
import { createScoring } from '@daqidi/scoring';
import type { Service, ServiceDeps } from '@daqidi/service';
import { createSupervision } from '@daqidi/supervision';
import { createTriage } from '@daqidi/triage';
import { serveControls } from './control.js';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const creators: Readonly<Record<ServiceName, (deps: ServiceDeps) => Service>> = {
  intake: createIntake,
  triage: createTriage,
  assignment: createAssignment,
  supervision: createSupervision,
  scoring: createScoring,
};

const [name = ''] = process.argv.slice(2);
const { CONTROL_SOCKET: socket = '', TEST_START: start = '', TEST_SEED: seed = '' } = process.env;
const clock = createVirtualClock(start);

const serve = (service: Service | null): Promise<void> =>
  serveControls(socket, {
    clock: async (time) => {
      clock.set(time);
      return null;
    },
    sweep: async () => {
      const done = (await service?.sweep()) ?? 0;
      await service?.store.idle();
      return done;
    },
    lag: async () => (await service?.lag()) ?? 0,
  });

if (name === 'gateway') {
  if ((await runGateway({ clock })) !== null) await serve(null);
} else {
  const create = creators[name as ServiceName];
  const running = await runService({ name: name as ServiceName, create, clock, randomness: createSeededRandomness(seed) });
  if (running !== null) await serve(running.service);
}
