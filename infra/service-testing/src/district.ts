import { firstHolidayLists } from '@daqidi/calendar';
import { createDirectoryCopy, type DirectoryCopy } from '@daqidi/directory';
import type { EventEnvelope } from '@daqidi/events';
import type { Office, Role } from '@daqidi/identity';
import { type DirectoryEvents, firstChannels, firstPolicyNumbers, firstTags, type PolicyNumbers } from '@daqidi/schemas';

type Region = DirectoryEvents['RegionStated'];
type Unit = DirectoryEvents['UnitStated'];
type Post = DirectoryEvents['PostStated'];

const since = '2021-01-01';
const dated = { validFrom: since, validTo: null };

const region = (id: string, level: Region['level'], path: string[]): Region => ({
  id,
  code: id,
  name: id,
  level,
  parentId: path.at(-1) ?? null,
  path: [...path, id],
  ...dated,
});

/** A district, two townships, a village in each. */
export const places = {
  district: '511902',
  north: '511902001',
  northVillage: '511902001201',
  northGrid: '511902001201-g1',
  south: '511902002',
  southVillage: '511902002201',
};

const { district, north, northVillage, northGrid, south, southVillage } = places;

const regions: readonly Region[] = [
  region(district, 'DISTRICT', []),
  region(north, 'TOWNSHIP', [district]),
  region(northVillage, 'VILLAGE', [district, north]),
  region(northGrid, 'GRID', [district, north, northVillage]),
  region(south, 'TOWNSHIP', [district]),
  region(southVillage, 'VILLAGE', [district, south]),
];

const unit = (id: string, kind: Unit['kind'], level: Unit['level'], regionId: string, parentId: string | null): Unit => ({
  id,
  name: id,
  kind,
  level,
  regionId,
  parentId,
  ...dated,
});

const units: readonly Unit[] = [
  unit('u-group', 'SUPERVISING_BODY', 'DISTRICT', district, null),
  unit('u-letters', 'SUPERVISING_BODY', 'DISTRICT', district, 'u-group'),
  unit('u-discipline', 'SUPERVISING_BODY', 'DISTRICT', district, 'u-group'),
  unit('u-city', 'SUPERVISING_BODY', 'DISTRICT', district, null),
  unit('u-centre', 'SERVICE_CENTRE', 'DISTRICT', district, 'u-group'),
  unit('u-housing', 'DEPARTMENT', 'DISTRICT', district, 'u-group'),
  unit('u-north', 'TOWNSHIP_GOVERNMENT', 'TOWNSHIP', north, 'u-group'),
  unit('u-north-village', 'VILLAGE_COMMITTEE', 'VILLAGE', northVillage, 'u-north'),
  unit('u-south', 'TOWNSHIP_GOVERNMENT', 'TOWNSHIP', south, 'u-group'),
  unit('u-south-village', 'VILLAGE_COMMITTEE', 'VILLAGE', southVillage, 'u-south'),
];

/** Each holds one post, named after him. */
const post = (personId: string, role: Role, unitId: string, regionId: string, office: Office | null = null): Post => ({
  id: `post.${personId}`,
  role,
  office,
  unitId,
  regionId,
  personId,
  from: since,
  to: null,
  acting: false,
});

const posts: readonly Post[] = [
  post('letters-1', 'LETTERS_OFFICER', 'u-letters', district),
  post('letters-2', 'LETTERS_OFFICER', 'u-letters', district),
  post('letters-3', 'LETTERS_OFFICER', 'u-letters', district),
  post('inspector', 'DISCIPLINE_INSPECTOR', 'u-discipline', district),
  post('secretary', 'SECRETARIAT', 'u-group', district),
  post('city-1', 'CITY_OFFICE', 'u-city', district),
  post('city-2', 'CITY_OFFICE', 'u-city', district),
  post('leader', 'DISTRICT_LEADER', 'u-group', district),
  post('performance', 'PERFORMANCE_OFFICER', 'u-group', district),
  post('auditor', 'AUDITOR', 'u-group', district),
  post('clerk', 'CENTRE_CLERK', 'u-centre', district),
  post('group-deputy', 'LEADER_IN_CHARGE', 'u-group', district),
  post('group-head', 'MAIN_LEADER', 'u-group', district),
  post('housing-handler', 'HANDLER', 'u-housing', district),
  post('housing-deputy', 'LEADER_IN_CHARGE', 'u-housing', district),
  post('housing-head', 'MAIN_LEADER', 'u-housing', district),
  post('north-1', 'TOWNSHIP_REVIEWER', 'u-north', north, 'LETTERS'),
  post('north-2', 'TOWNSHIP_REVIEWER', 'u-north', north, 'JUSTICE'),
  post('north-3', 'TOWNSHIP_REVIEWER', 'u-north', north, 'SAFETY'),
  post('north-clerk', 'CENTRE_CLERK', 'u-north', north),
  post('north-handler', 'HANDLER', 'u-north', north),
  post('north-deputy', 'LEADER_IN_CHARGE', 'u-north', north),
  post('north-head', 'MAIN_LEADER', 'u-north', north),
  post('north-village-reviewer', 'VILLAGE_REVIEWER', 'u-north-village', northVillage),
  post('north-village-handler', 'HANDLER', 'u-north-village', northVillage),
  post('north-village-head', 'MAIN_LEADER', 'u-north-village', northVillage),
  post('north-grid', 'GRID_WORKER', 'u-north-village', northVillage),
  post('south-1', 'TOWNSHIP_REVIEWER', 'u-south', south),
  post('south-handler', 'HANDLER', 'u-south', south),
];

const holidays = firstHolidayLists().map((list) => ({ ...list, number: 1, source: 'seed', reason: null }));

/** Who holds a post in it. */
export const officersOfDistrict: readonly string[] = posts.map(({ personId }) => personId);

/** A small invented district whose state a test may change. */
export interface District extends DirectoryCopy {
  state(stated: {
    readonly region?: Region;
    readonly post?: Post;
    readonly unit?: Unit;
    readonly policy?: PolicyNumbers;
    readonly channel?: DirectoryEvents['ChannelStated'];
    readonly tag?: DirectoryEvents['TagStated'];
    readonly holidays?: DirectoryEvents['HolidayListStated'];
  }): void;
}

export const createDistrict = (): District => {
  const copy = createDirectoryCopy();
  let seq = 0;
  const take = (type: string, data: object): void => {
    seq += 1;
    copy.take({ type, seq, data } as unknown as EventEnvelope);
  };
  for (const each of regions) take('RegionStated', each);
  for (const each of units) take('UnitStated', each);
  for (const each of posts) take('PostStated', each);
  take('PolicyStated', firstPolicyNumbers());
  for (const each of firstChannels()) take('ChannelStated', { ...each, ...dated });
  for (const each of firstTags()) take('TagStated', { ...each, ...dated });
  for (const list of holidays) take('HolidayListStated', list);
  return {
    ...copy,
    state: (stated) => {
      if (stated.region !== undefined) take('RegionStated', stated.region);
      if (stated.post !== undefined) take('PostStated', stated.post);
      if (stated.unit !== undefined) take('UnitStated', stated.unit);
      if (stated.policy !== undefined) take('PolicyStated', stated.policy);
      if (stated.channel !== undefined) take('ChannelStated', stated.channel);
      if (stated.tag !== undefined) take('TagStated', stated.tag);
      if (stated.holidays !== undefined) take('HolidayListStated', stated.holidays);
    },
  };
};
