import assert from 'node:assert/strict';
import { createPermutingBus, type PermutingBus } from '@daqidi/bus';
import type { EmbeddedWorld } from './embedded-world.js';
import { openEmbeddedWorld } from './embedded-world.js';
import { matchesGolden } from './golden.js';
import { playScenario } from './scenario.js';

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

/** An embedded world whose deliveries wait while a client acts and are then handed over one by one in a seeded order. */
export const openPermutedWorld = async (seed: number): Promise<EmbeddedWorld> => {
  let bus: PermutingBus | undefined;
  const picker = createPicker(seed);
  const world = await openEmbeddedWorld({
    aroundBus: (inner) => {
      bus = createPermutingBus(inner);
      return bus;
    },
    settle: async ({ platform: { services } }) => {
      const published = async (): Promise<void> => {
        for (const { store } of services) await store.idle();
      };
      for (let busy = true; busy; ) {
        let due = 0;
        for (const service of services) due += await service.sweep();
        await published();
        busy = due > 0 || (await bus?.release((candidates) => picker(candidates.length), published)) !== 0;
      }
    },
  });
  bus?.hold();
  return world;
};

/** Plays the scenario once for each seed; every order of delivery must end in the golden graph. */
export const playInOrders = async (first: number, orders: number): Promise<void> => {
  for (let seed = first; seed < first + orders; seed += 1) {
    const world = await openPermutedWorld(seed);
    try {
      matchesGolden('scenario', await playScenario(world));
    } catch (error) {
      assert.fail(`SEED=${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      await world.stop();
    }
  }
};
