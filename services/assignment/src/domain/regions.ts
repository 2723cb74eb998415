import { existsOn } from '@daqidi/kernel';
import type { DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type Changed, changed, isBeyond, type Known, lastsBeyond, type RecordState, type Stated } from './directory-state.js';
import { type Change, changedBy, notChanging, reachesUp } from './ending.js';

type Region = DirectoryEvents['RegionStated'];

type Decision = readonly (Stated<'RegionStated'> | Changed)[] | Refused;

/** From the smallest up: each lies in one of the next. */
const levels: readonly Region['level'][] = ['GRID', 'VILLAGE', 'TOWNSHIP', 'DISTRICT'];

const state = (region: Region, reason: TextReference): Decision => [
  changed('REGION', region.id, reason),
  { type: 'RegionStated', v: 1, data: region },
];

const isTaken = (region: Region, { regions }: Known): boolean =>
  regions().some(
    (other) =>
      other.id !== region.id &&
      lastsBeyond(other.validTo, region.validFrom) &&
      ((other.name === region.name && other.parentId === region.parentId) ||
        (region.code !== null && other.code === region.code)),
  );

/** A new township, village or grid. Its level, code and what it lies in stay what they are. */
export const openRegion = (region: Omit<Region, 'path'>, known: Known, reason: TextReference): Decision => {
  const { id, level, parentId, validFrom } = region;
  const parent = parentId === null ? undefined : known.region(parentId);
  if (validFrom < known.today) return { refused: 'directory.past', field: 'validFrom' };
  if (isBeyond(validFrom, known.today)) return { refused: 'directory.horizon', field: 'validFrom' };
  if (parent === undefined || !existsOn(parent, validFrom) || levels.indexOf(parent.level) !== levels.indexOf(level) + 1)
    return { refused: 'directory.place' };
  const placed = { ...region, path: [...parent.path, id] };
  return isTaken(placed, known) ? { refused: 'directory.name-taken' } : state(placed, reason);
};

const isInUse = (regionId: string, day: string, { regions, units, posts }: Known): boolean =>
  regions().some(({ parentId, validTo }) => parentId === regionId && lastsBeyond(validTo, day)) ||
  units().some((unit) => unit.regionId === regionId && lastsBeyond(unit.validTo, day)) ||
  posts().some((post) => post.regionId === regionId && lastsBeyond(post.to, day));

/** Another name from now on, or a last day from today on: merged, split, or given to another. Cases keep the place they were handed in for. */
export const changeRegion = (
  { stated }: RecordState<'RegionStated'>,
  change: Change,
  known: Known,
  reason: TextReference,
): Decision => {
  if (stated === null) return { refused: 'directory.nothing' };
  // The district is what is run here.
  if (stated.level === 'DISTRICT' && change.validTo !== null) return { refused: 'directory.place' };
  const region = changedBy(stated, change);
  const wrong = notChanging({
    before: stated,
    after: region,
    change,
    today: known.today,
    find: known.region,
    fits: (successor) => reachesUp(levels, stated, successor),
    isInUse: (day) => isInUse(region.id, day, known),
    field: 'successorRegionIds',
  });
  if (wrong !== null) return wrong;
  return isTaken(region, known) ? { refused: 'directory.name-taken' } : state(region, reason);
};
