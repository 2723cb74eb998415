import { openOn } from '@daqidi/standalone';
import { invariant, shareOf } from '@daqidi/testing';
import { matchesGolden } from './golden.js';
import { openPermutedWorld, type PermutedWorld } from './permuted.js';
import { useServers } from './servers.js';
import { openStackGround } from './stack-ground.js';
import { takenAhead } from './taken-ahead.js';
import { toldStories } from './told-stories.js';

type Ground = 'EMBEDDED' | 'SERVERS';

const openWorld = (on: Ground) =>
  openPermutedWorld(
    on === 'EMBEDDED' ? undefined : async (options) => openOn(await openStackGround(useServers(), takenAhead), options),
  );

/** Each story as it ends in one order of delivery in one process, played when it is first asked for; the scenario is golden there too. */
const createEndings = () => {
  let world: Promise<PermutedWorld> | null = null;
  const endings = new Map<string, unknown>();
  return {
    of: async ({ name, play }: (typeof toldStories)[number]): Promise<unknown> => {
      world ??= openWorld('EMBEDDED');
      if (!endings.has(name)) {
        await (await world).begin(0);
        endings.set(name, await play(await world));
      }
      const ending = endings.get(name);
      if (name === 'scenario') matchesGolden(name, ending);
      return ending;
    },
    stop: async () => (await world)?.stop(),
  };
};

/**
 * SHARE of a hundred seeded orders of delivery, from this seed on, counted from SEED where it is given (`SEED=17 SHARE=0` plays order 17
 * where `seed` is 1): each plays the story that is its turn, and must end as that story does in any other order.
 */
export const testOrders = (seed: number, on: Ground): void => {
  const first = Number(process.env.SEED ?? 1) + seed - 1;
  const count = shareOf(100);
  test(`each story ends in one graph in ${count} orders of delivery, from SEED=${first}`, async () => {
    const world = await openWorld(on);
    const endings = createEndings();
    try {
      for (let order = first; order < first + count; order += 1) {
        const story = toldStories[order % toldStories.length];
        invariant(story !== undefined, 'every order has a story');
        await world.begin(order);
        expect(await story.play(world), `${story.name}, SEED=${order}`).toStrictEqual(await endings.of(story));
      }
    } finally {
      await Promise.all([world.stop(), endings.stop()]);
    }
  });
};
