import { firstHolidayLists } from '@daqidi/calendar';
import { type DirectoryEvents, firstChannels, firstPolicyNumbers, firstTags } from '@daqidi/schemas';
import { readTable } from '@daqidi/service';
import { inventedName } from './invented-name.js';

export type RegionSeed = DirectoryEvents['RegionStated'];
export type UnitSeed = DirectoryEvents['UnitStated'];
export type PostSeed = DirectoryEvents['PostStated'];
export type HolidaySeed = DirectoryEvents['HolidayListStated'];
export type ChannelSeed = DirectoryEvents['ChannelStated'];
export type TagSeed = DirectoryEvents['TagStated'];
export type PolicySeed = DirectoryEvents['PolicyStated'];

export interface OfficerSeed {
  readonly id: string;
  readonly name: string;
}

/** A district's directory as it stands on its first day. */
export interface DistrictSeed {
  readonly regions: readonly RegionSeed[];
  readonly units: readonly UnitSeed[];
  readonly posts: readonly PostSeed[];
  readonly officers: readonly OfficerSeed[];
  readonly holidays: readonly HolidaySeed[];
  readonly channels: readonly ChannelSeed[];
  readonly tags: readonly TagSeed[];
  readonly policies: readonly PolicySeed[];
}

/** The country's, where a district states none. */
export const usualHolidays = (): readonly HolidaySeed[] =>
  firstHolidayLists().map(({ year, daysOff, makeUpDays, provisional }) => ({
    year,
    number: 1,
    daysOff: [...daysOff],
    makeUpDays: [...makeUpDays],
    provisional,
    source: provisional ? '全国年节及纪念日放假办法' : `国务院办公厅关于${year}年部分节假日安排的通知`,
    reason: null,
  }));

/** The usual ones from this day on, where a district states none. */
export const usualChannels = (since: string): readonly ChannelSeed[] =>
  firstChannels().map((channel) => ({ ...channel, validFrom: since, validTo: null }));

/** The first list; the office keeps it itself afterwards. */
export const usualTags = (since: string): readonly TagSeed[] =>
  firstTags().map((tag) => ({ ...tag, validFrom: since, validTo: null }));

const since = '2021-01-01';
const district = '511902';

interface Seat {
  /** The last part of the officer's id: what he does. */
  readonly name: string;
  readonly role: string;
  readonly office?: PostSeed['office'];
}

const departmentSeats: readonly Seat[] = [
  { name: 'handler', role: 'HANDLER' },
  { name: 'deputy', role: 'LEADER_IN_CHARGE' },
  { name: 'head', role: 'MAIN_LEADER' },
];

const seatsOf: Readonly<Record<string, readonly Seat[]>> = {
  'u-letters': [
    { name: 'officer', role: 'LETTERS_OFFICER' },
    { name: 'officer-2', role: 'LETTERS_OFFICER' },
    { name: 'officer-3', role: 'LETTERS_OFFICER' },
    ...departmentSeats,
  ],
  'u-discipline': [{ name: 'inspector', role: 'DISCIPLINE_INSPECTOR' }],
  'u-performance': [{ name: 'officer', role: 'PERFORMANCE_OFFICER' }],
  'u-political-legal': [{ name: 'officer', role: 'POLITICAL_LEGAL_OFFICER' }],
  'u-leading-group': [
    { name: 'secretariat', role: 'SECRETARIAT' },
    { name: 'leader', role: 'DISTRICT_LEADER' },
    { name: 'auditor', role: 'AUDITOR' },
    { name: 'admin', role: 'ADMIN' },
  ],
  'u-city-office': [{ name: 'officer', role: 'CITY_OFFICE' }, { name: 'officer-2', role: 'CITY_OFFICE' }, ...departmentSeats],
  'u-district-centre': [{ name: 'clerk', role: 'CENTRE_CLERK' }],
};

const townshipSeats: readonly Seat[] = [
  { name: 'letters', role: 'TOWNSHIP_REVIEWER', office: 'LETTERS' },
  { name: 'justice', role: 'TOWNSHIP_REVIEWER', office: 'JUSTICE' },
  { name: 'safety', role: 'TOWNSHIP_REVIEWER', office: 'SAFETY' },
  { name: 'clerk', role: 'CENTRE_CLERK' },
  ...departmentSeats,
];

/** A village has no deputy: the slot of the leader in charge goes to the level above. */
const villageSeats: readonly Seat[] = [
  { name: 'reviewer', role: 'VILLAGE_REVIEWER' },
  { name: 'handler', role: 'HANDLER' },
  { name: 'head', role: 'MAIN_LEADER' },
];

const regionsOf = (rows: readonly (readonly string[])[]): readonly RegionSeed[] => {
  const parents = new Map(rows.map(([code = '', , , parent = '']) => [code, parent]));
  const pathOf = (code: string): string[] => (parents.has(code) ? [...pathOf(parents.get(code) ?? ''), code] : []);
  return rows.map(([id = '', name = '', level = '', parent = '']) => ({
    id,
    code: id,
    name,
    level: level as RegionSeed['level'],
    parentId: parents.has(parent) ? parent : null,
    path: pathOf(id),
    validFrom: since,
    validTo: null,
  }));
};

const channelsOf = (): readonly ChannelSeed[] =>
  usualChannels(since).map((channel) => (channel.code === 'MINI_PROGRAM' ? { ...channel, nameZh: '巴智慧社区小程序' } : channel));

/** Grids are a district's own data; a few invented ones for development. */
const gridsOf = (village: RegionSeed): readonly RegionSeed[] =>
  [1, 2].map((number) => {
    const id = `${village.id}-g${number}`;
    return {
      ...village,
      id,
      code: null,
      name: `${village.name}第${number}网格`,
      level: 'GRID',
      parentId: village.id,
      path: [...village.path, id],
    };
  });

/** A village is listed under the name of its committee already. */
const governmentNameOf = ({ level, name }: RegionSeed): string =>
  level === 'TOWNSHIP' ? `${name}${name.endsWith('街道') ? '办事处' : '人民政府'}` : name;

const governmentOf = (region: RegionSeed): UnitSeed => {
  const township = region.level === 'TOWNSHIP';
  return {
    id: `u-${region.id}`,
    name: governmentNameOf(region),
    kind: township ? 'TOWNSHIP_GOVERNMENT' : 'VILLAGE_COMMITTEE',
    level: township ? 'TOWNSHIP' : 'VILLAGE',
    regionId: region.id,
    parentId: township ? 'u-leading-group' : `u-${region.parentId}`,
    validFrom: since,
    validTo: null,
  };
};

/** The district's own head, and the city's office, which is at its side. */
const standsAlone = new Set(['u-leading-group', 'u-city-office']);

const departmentOf = ([id = '', name = '', kind = '']: readonly string[]): UnitSeed => ({
  id,
  name,
  kind: kind as UnitSeed['kind'],
  level: 'DISTRICT',
  regionId: district,
  parentId: standsAlone.has(id) ? null : 'u-leading-group',
  validFrom: since,
  validTo: null,
});

const postsOf = (unit: UnitSeed, seats: readonly Seat[]): readonly PostSeed[] =>
  seats.map(({ name, role, office = null }) => {
    const personId = `${unit.id.replace(/^u-/, '')}.${name}`;
    return {
      id: `post.${personId}`,
      role,
      office,
      unitId: unit.id,
      regionId: unit.regionId,
      personId,
      from: since,
      to: null,
      acting: false,
    };
  });

const seatsFor = (unit: UnitSeed): readonly Seat[] => {
  if (unit.level === 'TOWNSHIP') return townshipSeats;
  if (unit.level === 'VILLAGE') return villageSeats;
  return seatsOf[unit.id] ?? departmentSeats;
};

const gridWorkersOf = (grid: RegionSeed): PostSeed => ({
  id: `post.${grid.id}.worker`,
  role: 'GRID_WORKER',
  office: null,
  unitId: `u-${grid.parentId}`,
  regionId: grid.id,
  personId: `${grid.id}.worker`,
  from: since,
  to: null,
  acting: false,
});

/**
 * Bazhou's real jurisdictions with a plausible set of departments, posts and (invented) officers, for development and the
 * demo. `villagesPerTownship` and `townships` keep only the first so many, for tests.
 */
export const bazhouSeed = (keep: { readonly townships?: number; readonly villagesPerTownship?: number } = {}): DistrictSeed => {
  const all = regionsOf(readTable(new URL('../../seed/regions.csv', import.meta.url)));
  const townships = all.filter(({ level }) => level === 'TOWNSHIP').slice(0, keep.townships);
  const villages = townships.flatMap(({ id }) =>
    all.filter(({ parentId }) => parentId === id).slice(0, keep.villagesPerTownship),
  );
  const grids = villages.slice(0, 2).flatMap(gridsOf);
  const regions = [...all.filter(({ level }) => level === 'DISTRICT'), ...townships, ...villages, ...grids];
  const departments = readTable(new URL('../../seed/departments.csv', import.meta.url)).map(departmentOf);
  const units = [...departments, ...townships.map(governmentOf), ...villages.map(governmentOf)];
  const posts = [...units.flatMap((unit) => postsOf(unit, seatsFor(unit))), ...grids.map(gridWorkersOf)];
  return {
    regions,
    units,
    posts,
    officers: posts.map(({ personId }, index) => ({ id: personId, name: inventedName(index) })),
    holidays: usualHolidays(),
    channels: channelsOf(),
    tags: usualTags(since),
    policies: [firstPolicyNumbers()],
  };
};
