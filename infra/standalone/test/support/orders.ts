import { openOn } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { matchesGolden } from './golden.js';
import { openPermutedWorld } from './permuted.js';
import { useServers } from './servers.js';
import { openStackGround } from './stack-ground.js';
import { takenAhead } from './taken-ahead.js';
import { toldStories } from './told-stories.js';

type Ground = 'EMBEDDED' | 'SERVERS';

const openWorld = (on: Ground) =>
  openPermutedWorld(
    on === 'EMBEDDED' ? undefined : async (options) => openOn(await openStackGround(useServers(), takenAhead), options),
  );

/**
 * ORDERS seeded orders of delivery, a hundred unless told, from this seed on, counted from SEED where it is given (`SEED=17 ORDERS=1`
 * plays order 17 where `seed` is 1): each plays the story that is its turn, and must end in the story's golden graph.
 */
export const testOrders = (seed: number, on: Ground): void => {
  const first = Number(process.env.SEED ?? 1) + seed - 1;
  const count = Number(process.env.ORDERS ?? 100);
  test(`each story ends in its golden graph in ${count} orders of delivery, from SEED=${first}`, async () => {
    const world = await openWorld(on);
    try {
      for (let order = first; order < first + count; order += 1) {
        const story = toldStories[order % toldStories.length];
        invariant(story !== undefined, 'every order has a story');
        await world.begin(order);
        matchesGolden(story.name, await story.play(world), `${story.name}, SEED=${order}`);
      }
    } finally {
      await world.stop();
    }
  });
};
