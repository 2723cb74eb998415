import type { World } from './world.js';

/** Looks until what is seen holds: services learn of one another in their own time. `who`: in the error where nothing is ever seen. */
export const reachIn =
  <Seen>(world: World, who: string, look: () => Promise<Seen | null>) =>
  async (holds: (seen: Seen) => boolean): Promise<Seen> => {
    let seen: Seen | null = null;
    await world.until(async () => {
      seen = await look();
      return seen !== null && holds(seen);
    });
    if (seen === null) throw new Error(`${who} cannot see the appeal`);
    return seen;
  };
