import type { DistrictSeed } from '@daqidi/assignment';
import { demoPlace } from '../demo-people.js';
import { officer, type Person } from './world.js';

/** Who plays in the demo. */
export interface Cast {
  readonly petitioner: Person;
  readonly villageReviewer: Person;
  readonly lettersReviewer: Person;
  readonly justiceReviewer: Person;
  readonly handler: Person;
  readonly deputy: Person;
  readonly head: Person;
  readonly clerk: Person;
  readonly lettersOfficer: Person;
  readonly inspector: Person;
  readonly performanceOfficer: Person;
}

/** And where. */
export interface Troupe {
  readonly cast: Cast;
  readonly village: string;
  /** The township's government, which gets the case. */
  readonly unit: string;
}

const { township, village } = demoPlace;

/** People of the demonstration district's first township and village. */
export const cast: Cast = {
  petitioner: { sub: 'petitioner-1', kind: 'PETITIONER' },
  villageReviewer: officer(`${village}.reviewer`),
  lettersReviewer: officer(`${township}.letters`),
  justiceReviewer: officer(`${township}.justice`),
  handler: officer(`${township}.handler`),
  deputy: officer(`${township}.deputy`),
  head: officer(`${township}.head`),
  clerk: officer('district-centre.clerk'),
  lettersOfficer: officer('letters.officer'),
  inspector: officer('discipline.inspector'),
  performanceOfficer: officer('performance.officer'),
};

export const usualTroupe: Troupe = { cast, village, unit: `u-${township}` };

type Post = DistrictSeed['posts'][number];

/** In one township; null where a role has nobody. */
const troupeIn = ({ posts, regions, units }: DistrictSeed, unit: string, townshipId: string): Troupe | null => {
  const held = posts.filter(({ to, personId }) => to === null && !personId.startsWith('machine:'));
  const top = regions.find(({ level }) => level === 'DISTRICT')?.id;
  const levelOf = new Map(units.map(({ id, level }) => [id, level]));
  let complete = true;
  const find = (fits: (post: Post) => boolean): Post | undefined => {
    const found = held.find(fits);
    if (found === undefined) complete = false;
    return found;
  };
  const person = (fits: (post: Post) => boolean): Person => officer(find(fits)?.personId ?? '');
  const inUnit = (role: string, office: Post['office'] = null): Person =>
    person((post) => post.unitId === unit && post.role === role && post.office === office);
  const ofDistrict = (role: string): Person =>
    person((post) => post.role === role && post.regionId === top && levelOf.get(post.unitId) === 'DISTRICT');
  const reviewer = find(
    ({ role, regionId }) => role === 'VILLAGE_REVIEWER' && regions.find(({ id }) => id === regionId)?.parentId === townshipId,
  );
  const found: Cast = {
    petitioner: cast.petitioner,
    villageReviewer: officer(reviewer?.personId ?? ''),
    lettersReviewer: inUnit('TOWNSHIP_REVIEWER', 'LETTERS'),
    justiceReviewer: inUnit('TOWNSHIP_REVIEWER', 'JUSTICE'),
    handler: inUnit('HANDLER'),
    deputy: inUnit('LEADER_IN_CHARGE'),
    head: inUnit('MAIN_LEADER'),
    clerk: ofDistrict('CENTRE_CLERK'),
    lettersOfficer: ofDistrict('LETTERS_OFFICER'),
    inspector: ofDistrict('DISCIPLINE_INSPECTOR'),
    performanceOfficer: ofDistrict('PERFORMANCE_OFFICER'),
  };
  return complete ? { cast: found, village: reviewer?.regionId ?? '', unit } : null;
};

/** Who plays in any district: people of its first township that has everybody. Throws where none has. */
export const troupeOf = (seed: DistrictSeed): Troupe => {
  for (const { id, regionId, kind } of seed.units) {
    const found = kind === 'TOWNSHIP_GOVERNMENT' ? troupeIn(seed, id, regionId) : null;
    if (found !== null) return found;
  }
  throw new Error(
    'no township of this district has everybody whom the demo needs: reviewers, handler, deputy and head, and a village with a reviewer',
  );
};
