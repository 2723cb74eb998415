// Promise: a service that is away for an hour while a case is being sealed, the end of the month in the middle of it, holds the closing up
// and loses nothing: the case closes when it is back, as of its last signature, in the month of that signature, once.
import type { Bus } from '@daqidi/bus';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';
import { sealWithout } from './support/sealing.js';

/** A bus on which what one service would hear can be held back. */
const createHoldingBus = (inner: Bus) => {
  let away: { readonly group: string; readonly over: Promise<void>; end(): void } | null = null;
  const holding: Bus = {
    ...inner,
    consume: ({ onRecord, ...rest }) =>
      inner.consume({
        ...rest,
        onRecord: async (record) => {
          if (away?.group === rest.group) await away.over;
          await onRecord(record);
        },
      }),
  };
  return {
    bus: holding,
    isAway: (group: string): boolean => away?.group === group,
    leave: (group: string): void => {
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      away = { group, over, end };
    },
    comeBack: (): void => {
      away?.end();
      away = null;
    },
  };
};

/** All but whoever is away have heard everything, twice in a row. */
const settle = async ({ embedded }: EmbeddedWorld, isAway: (group: string) => boolean): Promise<void> => {
  const { services } = embedded.platform;
  for (let quiet = 0; quiet < 2; ) {
    let left = 0;
    for (const service of services) {
      left += await service.sweep();
      await service.store.idle();
      if (!isAway(service.name)) left += await service.lag();
    }
    quiet = left === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test.each(['intake', 'triage', 'supervision', 'assignment', 'scoring'])('%s away', async (service) => {
  let line: ReturnType<typeof createHoldingBus> | undefined;
  let world: EmbeddedWorld | undefined;
  const opened = await openEmbeddedWorld({
    aroundBus: (inner) => {
      line = createHoldingBus(inner);
      return line.bus;
    },
    settle: async () => {
      if (world !== undefined) await settle(world, (group) => line?.isAway(group) ?? false);
    },
  });
  world = opened;
  try {
    await sealWithout(opened, service, {
      isAway: () => line?.isAway(service) ?? false,
      leave: async () => line?.leave(service),
      comeBack: async () => line?.comeBack(),
    });
  } finally {
    line?.comeBack();
    await opened.stop();
  }
});
