import { standingFor } from '@daqidi/directory';
import { existsOn } from '@daqidi/kernel';
import { badInput } from '@daqidi/runtime';
import type { Context } from '../context.js';
import type { QueryResolvers, RegionResolvers, UnitResolvers } from '../generated/schema.js';
import { dayOf, pageOf } from './directory-page.js';

/** Longer than any name. */
const longestName = 100;

/** As people type it: half and full width, blanks and case do not matter. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

/** Whether the part is in a name; of any where none is asked for. BAD_USER_INPUT for one longer than names are. */
export const isCalled = (part: string | null | undefined): ((named: { readonly name: string }) => boolean) => {
  if (!part) return () => true;
  if (part.length > longestName)
    throw badInput('name', `name must have at most ${longestName} characters.`, `name 最多 ${longestName} 个字符。`);
  const wanted = plain(part);
  return ({ name }) => plain(name).includes(wanted);
};

export const directoryQueries: Pick<QueryResolvers<Context>, 'region' | 'regions' | 'unit' | 'units'> = {
  region: (_, { id }, { tools }) => tools.directory.region(id) ?? null,
  regions: (_, { parentId, level, on, first, after }, context) => {
    const day = dayOf(on, context);
    const { region: find } = context.tools.directory;
    const isWithin = (id: string | null, parent: string, then: string) => id !== null && standingFor(find, id, then) === parent;
    const fits = context.tools.directory
      .regions()
      .filter((region) => existsOn(region, day))
      .filter(({ parentId: within, level: own }) => (!parentId || isWithin(within, parentId, day)) && (!level || own === level));
    return pageOf('regions', fits, first, after);
  },
  unit: (_, { id }, { tools }) => tools.directory.unit(id) ?? null,
  units: (_, { regionId, kind, name, on, first, after }, context) => {
    const day = dayOf(on, context);
    const isNamed = isCalled(name);
    const fits = context.tools.directory
      .units()
      .filter((unit) => existsOn(unit, day) && (!regionId || unit.regionId === regionId) && (!kind || unit.kind === kind))
      .filter(isNamed);
    return pageOf('units', fits, first, after);
  },
};

export const Region: RegionResolvers<Context> = {
  version: async ({ id }, _, { regions }) => (await regions.load(id))?.version ?? 0,
  parent: ({ parentId }, _, context) =>
    parentId === null ? null : regionOf(context.tools.directory.regionAfter(parentId, context.tools.clock.now()), context),
  successors: ({ successorIds = [] }, _, context) => successorIds.map((id) => regionOf(id, context)),
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
  version: async ({ id }, _, { units }) => (await units.load(id))?.version ?? 0,
  region: ({ regionId }, _, context) => regionOf(regionId, context),
  parent: ({ parentId }, _, context) =>
    parentId === null ? null : unitOf(context.tools.directory.unitAfter(parentId, context.tools.clock.now()), context),
  successors: ({ successorIds = [] }, _, context) => successorIds.map((id) => unitOf(id, context)),
};
