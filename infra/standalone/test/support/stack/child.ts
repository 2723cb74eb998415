// A process of the stack exactly as its main.ts runs it, but for the clock, which the test moves through CONTROL_SOCKET.
// Usage: node child.js <service|gateway>
import { runService } from '@daqidi/distributed';
import { runGateway } from '@daqidi/gateway';
import { creators } from '@daqidi/ops';
import { createSeededRandomness, createVirtualClock } from '@daqidi/runtime';
import type { ServiceName } from '@daqidi/schemas';
import type { Service } from '@daqidi/service';
import { serveControls } from './control.js';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const [name = ''] = process.argv.slice(2);
const { CONTROL_SOCKET: socket = '', TEST_START: start = '', TEST_SEED: seed = '' } = process.env;
const clock = createVirtualClock(start);

const serve = async (service: Service | null): Promise<void> => {
  await serveControls(socket, {
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
  process.stdout.write('controlled\n');
};

if (name === 'gateway') {
  if ((await runGateway({ clock })) !== null) await serve(null);
} else {
  const create = creators[name as ServiceName];
  const running = await runService({ name: name as ServiceName, create, clock, randomness: createSeededRandomness(seed) });
  if (running !== null) await serve(running.service);
}
