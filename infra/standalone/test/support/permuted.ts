import { createPermutingBus, type PermutingBus } from '../../../bus/test/contract/permuting-bus.js';
import { type EmbeddedWorld, type EmbeddedWorldOptions, openEmbeddedWorld, start } from './embedded-world.js';
import { forgetCases } from './forget-cases.js';
import { districtOfTransfers } from './told-complaints.js';

/** A repeatable sequence of picks from a seed (mulberry32). */
export const createPicker = (seed: number): ((bound: number) => number) => {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
};

export interface PermutedWorld extends EmbeddedWorld {
  /** From now on deliveries come in the order of this seed, into a platform that knows its directory and no case. */
  begin(seed: number): Promise<void>;
}

/** A world whose deliveries wait while a client acts and are then handed over one by one in a seeded order. */
export const openPermutedWorld = async (open?: EmbeddedWorldOptions['open']): Promise<PermutedWorld> => {
  let bus: PermutingBus | undefined;
  let picker = createPicker(0);
  const world = await openEmbeddedWorld({
    district: districtOfTransfers(),
    ...(open === undefined ? {} : { open }),
    aroundBus: (inner) => {
      bus = createPermutingBus(inner);
      return bus;
    },
    settle: async ({ platform: { services } }) => {
      const published = async (): Promise<void> => {
        for (const { store } of services) await store.idle();
      };
      for (let busy = true; busy; ) {
        await published();
        await bus?.release((candidates) => picker(candidates.length), published);
        busy = false;
        for (const service of services) if ((await service.sweep()) > 0) busy = true;
      }
    },
  });
  bus?.hold();
  return {
    ...world,
    begin: async (seed) => {
      await world.settled();
      picker = createPicker(seed);
      world.clock.set(start);
      await forgetCases(world.embedded);
    },
  };
};
