import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '../../src/port.js';
import type { MakeBus } from '../contract/bus-contract.js';

const sabotaged =
  (makeBus: MakeBus, wrap: (bus: Bus) => Bus): MakeBus =>
  async () => {
    const { bus, reopen, crash, end } = await makeBus();
    return { bus: wrap(bus), reopen: async () => wrap(await reopen()), crash: async () => wrap(await crash()), end };
  };

/** Moves the offset first and makes the effect afterwards. */
export const offsetBeforeEffect = (makeBus: MakeBus): MakeBus =>
  sabotaged(makeBus, (bus) => ({
    ...bus,
    consume: (options) => {
      let before: Promise<void> = Promise.resolve();
      const onRecord: typeof options.onRecord = async (record) => {
        before = before.then(() => options.onRecord(record)).catch(() => undefined);
      };
      return bus.consume({ ...options, onRecord });
    },
  }));

/** Takes a handler's failure for success. */
export const swallowingFailures = (makeBus: MakeBus): MakeBus =>
  sabotaged(makeBus, (bus) => ({
    ...bus,
    consume: (options) => bus.consume({ ...options, onRecord: (record) => options.onRecord(record).catch(() => undefined) }),
  }));

/** Answers at once and writes a little later. */
export const answeringBeforeDurable = (makeBus: MakeBus): MakeBus =>
  sabotaged(makeBus, (bus) => {
    let writing: Promise<void> = Promise.resolve();
    return {
      ...bus,
      publish: async (topic, records) => {
        writing = writing
          .then(() => delay(50))
          .then(() => bus.publish(topic, records))
          .catch(() => undefined);
      },
    };
  });

/** Writes each record by itself and at the same time: order is up to chance, here reversed. */
export const publishingOutOfOrder = (makeBus: MakeBus): MakeBus =>
  sabotaged(makeBus, (bus) => ({ ...bus, publish: (topic, records) => bus.publish(topic, records.toReversed()) }));

/** Delivers everything twice over once a restart came, as if no offset had been kept. */
export const forgettingOffsets = (makeBus: MakeBus): MakeBus => {
  let restarts = 0;
  return async () => {
    const { bus, reopen, crash, end } = await makeBus();
    const renamed = (inner: Bus): Bus => {
      const generation = restarts;
      const own = (group: string): string => `${group}-${generation}`;
      return {
        ...inner,
        consume: (options) => inner.consume({ ...options, group: own(options.group) }),
        lag: (group, topics) => inner.lag(own(group), topics),
      };
    };
    const again = (inner: Bus): Bus => {
      restarts += 1;
      return renamed(inner);
    };
    return { bus: renamed(bus), reopen: async () => again(await reopen()), crash: async () => again(await crash()), end };
  };
};
