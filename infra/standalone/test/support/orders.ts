import { openOn } from '@daqidi/standalone';
import { shareOf } from '@daqidi/testing';
import { matchesGolden } from './golden.js';
import { openPermutedWorld } from './permuted.js';
import { playScenario } from './scenario.js';
import { useServers } from './servers.js';
import { openStackGround } from './stack-ground.js';
import { takenAhead } from './taken-ahead.js';

type Ground = 'EMBEDDED' | 'SERVERS';

const openWorld = (on: Ground) =>
  openPermutedWorld(
    on === 'EMBEDDED' ? undefined : async (options) => openOn(await openStackGround(useServers(), takenAhead), options),
  );

/**
 * SHARE of a hundred seeded orders of delivery, from this seed on, counted from SEED where it is given (`SEED=17 SHARE=0`
 * plays order 17 where `seed` is 1): each must end in the golden graph.
 */
export const testOrders = (seed: number, on: Ground): void => {
  const first = Number(process.env.SEED ?? 1) + seed - 1;
  const count = shareOf(100);
  test(`the scenario ends in the golden graph in ${count} orders of delivery, from SEED=${first}`, async () => {
    const world = await openWorld(on);
    try {
      for (let order = first; order < first + count; order += 1) {
        await world.begin(order);
        matchesGolden('scenario', await playScenario(world), `SEED=${order}`);
      }
    } finally {
      await world.stop();
    }
  });
};
