import { deliveryChecks } from './bus-delivery.js';
import { recoveryChecks } from './bus-recovery.js';
import { type Check, type MakeBus, withBus } from './bus-support.js';

export type { BusHarness, Check, MakeBus } from './bus-support.js';

export const busChecks: readonly Check[] = Object.entries({ ...deliveryChecks, ...recoveryChecks }).map(([name, body]) => ({
  name,
  run: (makeBus) => withBus(makeBus, body),
}));

/** The promises of the port, on any binding. */
export const busContract = (name: string, makeBus: MakeBus): void => {
  for (const check of busChecks) test(`${name}: ${check.name}`, () => check.run(makeBus), 60_000);
};
