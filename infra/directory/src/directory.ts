import { createWorkingCalendar, type Day, dayInShanghai, type WorkingCalendar } from '@daqidi/calendar';
import type { EventEnvelope } from '@daqidi/events';
import { isValidOn, type Offices, type Post, type Role, roles } from '@daqidi/identity';
import type {
  DirectoryChannelStatedV1,
  DirectoryHolidayListStatedV1,
  DirectoryPostStatedV1,
  DirectoryRegionStatedV1,
  DirectoryTagStatedV1,
  DirectoryUnitStatedV1,
  PolicyNumbers,
} from '@daqidi/schemas';
import { standingIn, standingOf } from './standing.js';
import { endingsIn, standingFor, takenOverBy } from './succession.js';

export type Region = DirectoryRegionStatedV1;
export type Unit = DirectoryUnitStatedV1;
export type Channel = DirectoryChannelStatedV1;
export type Tag = DirectoryTagStatedV1;
/** One year's, with what it is derived from and cited by. */
export type HolidayListStated = DirectoryHolidayListStatedV1;

/** A service's own copy of regions, units, posts, channels and policy numbers: full states, the highest version wins. */
export interface Directory extends Offices {
  region(id: string): Region | undefined;
  unit(id: string): Unit | undefined;
  /** Children of a region, or of none: by id. */
  regions(): readonly Region[];
  units(): readonly Unit[];
  /** The unit and everything subordinate to it. */
  unitsUnder(unitId: string): readonly string[];
  /** As `standingOf`, for whoever holds a post in the unit at this moment. */
  standingIn(unitId: string, now: number): readonly string[];
  /** Who stands for the unit on the day of this moment: itself, or who took over from it. */
  unitAfter(unitId: string, now: number): string;
  regionAfter(regionId: string, now: number): string;
  /** Who holds a role in a unit, or in what took over from it, on the day of this moment (ms since the epoch, Asia/Shanghai). */
  holders(unitId: string, role: Role, now: number): readonly Post[];
  vacantIn(regionId: string, now: number): readonly Role[];
  /** Who holds a role for exactly this region, or for what took over from it, on the day of this moment. */
  postsIn(regionId: string, role: Role, now: number): readonly Post[];
  /** The unit that has an office for this region, vacant or not: of whoever holds or held it last; null where nobody ever did. */
  officeOf(regionId: string, role: Role): string | null;
  post(id: string): Post | undefined;
  /** Those that are held on this day, `YYYY-MM-DD` in Asia/Shanghai, where they are then. */
  postsOn(day: Day): readonly Post[];
  /** Every post that anybody ever held or is to hold. */
  posts(): readonly Post[];
  /** Whatever the day: what a record names is found. */
  channel(code: string): Channel | undefined;
  /** Those that are open on this day, `YYYY-MM-DD` in Asia/Shanghai, by code. */
  channels(on: Day): readonly Channel[];
  /** Whatever the day: what an appeal carries is found. */
  tag(code: string): Tag | undefined;
  /** Those that hold on this day, `YYYY-MM-DD` in Asia/Shanghai, by code. */
  tags(on: Day): readonly Tag[];
  /** The policy numbers in force at this moment. */
  policy(now: number): PolicyNumbers;
  /** The policy numbers of this version. */
  policyVersion(number: number): PolicyNumbers | undefined;
  /** The newest first. */
  policyVersions(): readonly PolicyNumbers[];
  /** By year. */
  holidayLists(): readonly HolidayListStated[];
  /** By the holiday lists as they are known now. */
  calendar(): WorkingCalendar;
}

export interface DirectoryCopy extends Directory {
  /** Takes one full state; an older version than the one held is passed over. */
  take(event: EventEnvelope): void;
}

interface Versioned<State> {
  readonly seq: number;
  readonly state: State;
}

const createTable = <State>(keyOf: (state: State) => string) => {
  const held = new Map<string, Versioned<State>>();
  return {
    take: (event: EventEnvelope): void => {
      const state = event.data as State;
      const key = keyOf(state);
      if ((held.get(key)?.seq ?? 0) < event.seq) held.set(key, { seq: event.seq, state });
    },
    get: (key: string): State | undefined => held.get(key)?.state,
    all: (): readonly State[] => [...held.values()].map(({ state }) => state),
  };
};

/** In force from a day on until the next day that has one; of two of one day the later version. */
const lastEffectiveFirst = (left: PolicyNumbers, right: PolicyNumbers): number =>
  left.effectiveFrom === right.effectiveFrom ? right.number - left.number : left.effectiveFrom < right.effectiveFrom ? 1 : -1;

interface Listed {
  readonly code: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

const holdingOn = <Item extends Listed>(items: readonly Item[], on: Day): readonly Item[] =>
  items
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo))
    .sort((left, right) => (left.code < right.code ? -1 : 1));

const byKey = <State>(
  states: readonly State[],
  keyOf: (state: State) => string | null,
): ReadonlyMap<string, readonly State[]> => {
  const groups = new Map<string, State[]>();
  for (const state of states) {
    const key = keyOf(state);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [state]);
    else group.push(state);
  }
  return groups;
};

/** Whether nothing was ever taken over: then every post is where it says. */
const nothingEnds = (known: Readonly<Record<'unitEndings' | 'regionEndings', ReadonlyMap<string, unknown>>>): boolean =>
  known.unitEndings.size === 0 && known.regionEndings.size === 0;

const noPosts: ReadonlyMap<string, readonly Post[]> = new Map();

/** Whoever is in office before those who were. */
const lastFirst = (left: Post, right: Post): number => {
  const [one, other] = [left, right].map(({ from, to, id }) => `${to ?? '9999-12-31'}|${from}|${id}`);
  return (one ?? '') < (other ?? '') ? 1 : -1;
};

const inOffice = (posts: readonly Post[] | undefined, role: Role, now: number): readonly Post[] => {
  const day = dayInShanghai(now);
  return (posts ?? []).filter((post) => post.role === role && isValidOn(post, day));
};

export const createDirectoryCopy = (): DirectoryCopy => {
  const regions = createTable<Region>(({ id }) => id);
  const units = createTable<Unit>(({ id }) => id);
  const posts = createTable<DirectoryPostStatedV1>(({ id }) => id);
  const policies = createTable<PolicyNumbers>(({ number }) => String(number));
  const holidays = createTable<HolidayListStated>(({ year }) => String(year));
  const channels = createTable<Channel>(({ code }) => code);
  const tags = createTable<Tag>(({ code }) => code);
  const tables: Readonly<Record<string, { take(event: EventEnvelope): void }>> = {
    RegionStated: regions,
    UnitStated: units,
    PostStated: posts,
    PolicyStated: policies,
    HolidayListStated: holidays,
    ChannelStated: channels,
    TagStated: tags,
  };
  const lookUps = () => {
    const all = posts.all() as readonly Post[];
    return {
      all,
      byPerson: byKey(all, ({ personId }) => personId),
      byRegion: byKey(all, ({ regionId }) => regionId),
      unitEndings: endingsIn(units.all()),
      regionEndings: endingsIn(regions.all()),
      /** Posts where they are on one day: those of what has ended are with who took over. */
      placed: { on: '', all: [] as readonly Post[], byUnit: noPosts, byRegion: noPosts },
      under: byKey(units.all(), ({ parentId }) => parentId),
      /** Of one day: keys by person and by unit, vacant roles by region. */
      standing: { on: '', keys: new Map<string, readonly string[]>() },
      /** By day: which numbers are in force. */
      inForce: new Map<Day, PolicyNumbers>(),
    };
  };
  // Made anew after a change: changes are rare, look-ups are not.
  let derived: ReturnType<typeof lookUps> | null = null;
  const derive = (): ReturnType<typeof lookUps> => {
    derived ??= lookUps();
    return derived;
  };
  const unitsUnder = (unitId: string): readonly string[] => {
    // Units arrive in any order: while two change places they may be above each other.
    const found = new Set([unitId]);
    for (const above of found) for (const { id } of derive().under.get(above) ?? []) found.add(id);
    return [...found];
  };
  const placedAt = (post: Post, day: Day): Post => ({
    ...post,
    unitId: standingFor(units.get, post.unitId, day),
    regionId: standingFor(regions.get, post.regionId, day),
  });
  const placedOn = (day: Day): ReturnType<typeof lookUps>['placed'] => {
    const known = derive();
    if (known.placed.on !== day) {
      const all = nothingEnds(known) ? known.all : known.all.map((post) => placedAt(post, day));
      known.placed = {
        on: day,
        all,
        byUnit: byKey(all, ({ unitId }) => unitId),
        byRegion: byKey(all, ({ regionId }) => regionId),
      };
    }
    return known.placed;
  };
  const inUnit = (unitId: string, role: Role, now: number): readonly Post[] => {
    const day = dayInShanghai(now);
    return inOffice(placedOn(day).byUnit.get(standingFor(units.get, unitId, day)), role, now);
  };
  const inRegion = (regionId: string, role: Role, now: number): readonly Post[] => {
    const day = dayInShanghai(now);
    return inOffice(placedOn(day).byRegion.get(standingFor(regions.get, regionId, day)), role, now);
  };
  /** As it stands on this day, and as whose place and unit it has taken over. */
  const extended = (post: Post, now: number): readonly Post[] => {
    const day = dayInShanghai(now);
    const { unitEndings, regionEndings } = derive();
    if (nothingEnds({ unitEndings, regionEndings })) return [post];
    const { unitId, regionId, ...rest } = placedAt(post, day);
    return takenOverBy(unitEndings, unitId, day).flatMap((unit) =>
      takenOverBy(regionEndings, regionId, day).map((region) => ({ ...rest, unitId: unit, regionId: region })),
    );
  };
  const line = () => ({ unit: units.get, endings: derive().unitEndings });
  const latestOn = (day: Day): PolicyNumbers => {
    const [latest] = policies
      .all()
      .filter(({ effectiveFrom }) => effectiveFrom <= day)
      .sort(lastEffectiveFirst);
    if (latest === undefined) throw new Error(`no policy numbers are in force on ${day}`);
    return latest;
  };
  const inForceAt = (now: number): PolicyNumbers => {
    const day = dayInShanghai(now);
    const { inForce } = derive();
    const policy = inForce.get(day) ?? latestOn(day);
    inForce.set(day, policy);
    return policy;
  };
  let calendar: WorkingCalendar | null = null;
  const remembered = (name: string, now: number, make: (today: Day) => readonly string[]): readonly string[] => {
    const today = dayInShanghai(now);
    const { standing } = derive();
    if (standing.on !== today) {
      standing.on = today;
      standing.keys.clear();
    }
    const keys = standing.keys.get(name) ?? make(today);
    standing.keys.set(name, keys);
    return keys;
  };
  return {
    take: (event) => {
      tables[event.type]?.take(event);
      derived = null;
      if (event.type === 'HolidayListStated') calendar = null;
    },
    region: (id) => regions.get(id),
    unit: (id) => units.get(id),
    regions: () => regions.all(),
    units: () => units.all(),
    unitsUnder,
    postsOf: (person) => derive().byPerson.get(person) ?? [],
    standingOf: (person, now) =>
      remembered(`person ${person}`, now, (today) => standingOf(line(), derive().byPerson.get(person) ?? [], today)),
    standingIn: (unitId, now) => remembered(`unit ${unitId}`, now, (today) => standingIn(line(), unitId, today)),
    extended,
    unitAfter: (unitId, now) => standingFor(units.get, unitId, dayInShanghai(now)),
    regionAfter: (regionId, now) => standingFor(regions.get, regionId, dayInShanghai(now)),
    holders: inUnit,
    vacantIn: (regionId, now) =>
      remembered(`vacant ${regionId}`, now, () =>
        roles.filter((role) => inRegion(regionId, role, now).length === 0),
      ) as readonly Role[],
    postsIn: inRegion,
    officeOf: (regionId, role) => {
      const ever = (derive().byRegion.get(regionId) ?? []).filter((post) => post.role === role);
      return [...ever].sort(lastFirst)[0]?.unitId ?? null;
    },
    post: (id) => posts.get(id) as Post | undefined,
    postsOn: (day) => placedOn(day).all.filter((post) => isValidOn(post, day)),
    posts: () => posts.all() as readonly Post[],
    channel: (code) => channels.get(code),
    channels: (on) => holdingOn(channels.all(), on),
    tag: (code) => tags.get(code),
    tags: (on) => holdingOn(tags.all(), on),
    policy: inForceAt,
    policyVersion: (number) => policies.get(String(number)),
    policyVersions: () => [...policies.all()].sort((left, right) => right.number - left.number),
    holidayLists: () => [...holidays.all()].sort((left, right) => left.year - right.year),
    calendar: () => {
      calendar ??= createWorkingCalendar(holidays.all());
      return calendar;
    },
  };
};
