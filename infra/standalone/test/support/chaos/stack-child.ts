// A process of the stack as its main.ts runs it, but for its clock and the point where it may have to die.
// Usage: node stack-child.js <service|gateway>
import { runService } from '@daqidi/distributed';
import { runGateway } from '@daqidi/gateway';
import { creators } from '@daqidi/ops';
import type { ServiceName } from '@daqidi/schemas';
import { serveControls } from '../stack/control.js';
import { createDeath } from './death.js';
import { dyingInClosing } from './dying-bus.js';
import { offsetClock } from './offset-clock.js';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const [name = ''] = process.argv.slice(2);
const { CONTROL_SOCKET: socket = '', CLOCK_OFFSET: offset = '0', FAULT: fault } = process.env;
const clock = offsetClock(Number(offset));
const death = createDeath(fault);
death.arm();

if (name === 'gateway') {
  if ((await runGateway({ clock })) !== null) process.stdout.write('controlled\n');
} else {
  const running = await runService({
    name: name as ServiceName,
    create: creators[name as ServiceName],
    clock,
    faults: death.reach,
    aroundBus: (bus) => dyingInClosing(bus, death),
  });
  if (running !== null) {
    const { service } = running;
    await serveControls(socket, {
      clock: async () => null,
      sweep: async () => {
        const done = await service.sweep();
        await service.store.idle();
        return done;
      },
      lag: () => service.lag(),
    });
    process.stdout.write('controlled\n');
  }
}
