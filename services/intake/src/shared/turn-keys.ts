import type { Directory } from '@daqidi/directory';
import type { Post, Principal, Role } from '@daqidi/identity';
import { deskRole, ladder } from '@daqidi/kernel';
import { handlerKey, petitionerTurn, postKey } from '../domain/turn.js';

type Offices = Pick<Directory, 'regions' | 'units' | 'postsIn' | 'holders'>;

interface Placed {
  readonly id: string;
  readonly parentId: string | null;
}

/** The place and all under it, without those that have somebody of their own: what nobody there can do is done above (domain, 2.3). */
const servedFrom = (id: string, places: readonly Placed[], isStaffed: (id: string) => boolean): readonly string[] => {
  const served = [id];
  // Grows while it is walked.
  for (const above of served)
    for (const { id: below, parentId } of places)
      if (parentId === above && !served.includes(below) && !isStaffed(below)) served.push(below);
  return served;
};

const unitRoles: readonly Role[] = ['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'];

/** The district desks below this one that are vacant, for which it stands in. */
const vacantBelow = (offices: Offices, { role, regionId }: Post, now: number): readonly Role[] => {
  const desks = ladder.map((desk) => deskRole[desk]).slice(ladder.indexOf('LETTERS'));
  const below = desks.slice(0, Math.max(0, desks.indexOf(role))).reverse();
  const staffed = below.findIndex((each) => offices.postsIn(regionId, each, now).length > 0);
  return staffed === -1 ? below : below.slice(0, staffed);
};

/** The keys of the turns that may be an officer's at this moment (ms since the epoch): by his posts, and by those that are vacant below them. */
export const turnKeysOf = (offices: Offices, { person, posts }: Principal, now: number): readonly string[] => {
  const keys = posts.flatMap((post) => {
    const { role, unitId, regionId } = post;
    if (unitRoles.includes(role))
      return servedFrom(unitId, offices.units(), (unit) => offices.holders(unit, role, now).length > 0).map((unit) =>
        postKey(role, unit),
      );
    if (role === 'CENTRE_CLERK')
      return servedFrom(regionId, offices.regions(), (place) => offices.postsIn(place, role, now).length > 0).map((place) =>
        postKey(petitionerTurn, place),
      );
    return [role, ...vacantBelow(offices, post, now)].map((each) => postKey(each, regionId));
  });
  return [handlerKey(person), ...new Set(keys)];
};
