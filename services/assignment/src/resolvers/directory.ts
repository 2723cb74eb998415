import { dayInShanghai } from '@daqidi/calendar';
import { existsOn } from '@daqidi/kernel';
import { connectionOf, decodeCursor, pageSize } from '@daqidi/subgraph';
import type { Context } from '../context.js';
import type { OfficerResolvers, PostResolvers, QueryResolvers, RegionResolvers, UnitResolvers } from '../generated/schema.js';

const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);

/** A page of the directory's copy in memory: public, a few hundred records, ordered by id. */
const pageOf = <Item extends { readonly id: string }>(
  list: string,
  items: readonly Item[],
  first: number,
  after: string | null | undefined,
) => {
  const limit = pageSize(first);
  const from = after ? String(decodeCursor(list, after)[0]) : '';
  const rest = [...items].sort(byId).filter(({ id }) => id > from);
  return { ...connectionOf(list, rest.slice(0, limit + 1), limit, ({ id }) => [id]), total: items.length };
};

const dayOf = (on: string | null | undefined, { tools }: Context): string => on ?? dayInShanghai(tools.clock.now());

export const directoryQueries: Pick<QueryResolvers<Context>, 'me' | 'region' | 'regions' | 'unit' | 'units' | 'policyNumbers'> = {
  me: async (_, __, { principal: { kind, person, posts }, officers }) => {
    if (kind === 'ANONYMOUS') return null;
    const officer = kind === 'OFFICER' ? await officers.load(person) : null;
    return { id: person, kind, name: officer?.name ?? null, posts: [...posts] };
  },
  region: (_, { id }, { tools }) => tools.directory.region(id) ?? null,
  regions: (_, { parentId, level, on, first, after }, context) => {
    const day = dayOf(on, context);
    const fits = context.tools.directory
      .regions()
      .filter((region) => existsOn(region, day))
      .filter((region) => (!parentId || region.parentId === parentId) && (!level || region.level === level));
    return pageOf('regions', fits, first, after);
  },
  unit: (_, { id }, { tools }) => tools.directory.unit(id) ?? null,
  units: (_, { regionId, on, first, after }, context) => {
    const day = dayOf(on, context);
    const fits = context.tools.directory
      .units()
      .filter((unit) => existsOn(unit, day) && (!regionId || unit.regionId === regionId));
    return pageOf('units', fits, first, after);
  },
  policyNumbers: (_, __, { tools }) => {
    const { number, handlingWorkingDays, signingWorkingDays: signing, ...rest } = tools.directory.policy(tools.clock.now());
    return {
      ...rest,
      version: number,
      resolutionWorkingDays: handlingWorkingDays.RESOLUTION,
      signingWorkingDays: {
        petitioner: signing.PETITIONER,
        leaderInCharge: signing.LEADER_IN_CHARGE,
        mainLeader: signing.MAIN_LEADER,
      },
    };
  },
};

export const Region: RegionResolvers<Context> = {
  parent: ({ parentId }, _, { tools }) => (parentId === null ? null : (tools.directory.region(parentId) ?? null)),
};

/** The region that a record names; whatever the day, the directory keeps it. */
export const regionOf = (regionId: string, { tools }: Context) => {
  const region = tools.directory.region(regionId);
  if (region === undefined) throw new Error(`region ${regionId} is not in the directory`);
  return region;
};

/** The unit that a record names; whatever the day, the directory keeps it. */
export const unitOf = (unitId: string, { tools }: Context) => {
  const unit = tools.directory.unit(unitId);
  if (unit === undefined) throw new Error(`unit ${unitId} is not in the directory`);
  return unit;
};

export const Unit: UnitResolvers<Context> = {
  region: ({ regionId }, _, context) => regionOf(regionId, context),
  parent: ({ parentId }, _, { tools }) => (parentId === null ? null : (tools.directory.unit(parentId) ?? null)),
};

export const Officer: OfficerResolvers<Context> = {
  name: async ({ id }, _, { officers }) => (await officers.load(id))?.name ?? null,
  posts: ({ id }, _, { tools }) => tools.directory.postsOf(id),
};

export const Post: PostResolvers<Context> = {
  unit: ({ unitId }, _, context) => unitOf(unitId, context),
  region: ({ regionId }, _, context) => regionOf(regionId, context),
  validFrom: ({ from }) => from,
  validTo: ({ to }) => to,
};
