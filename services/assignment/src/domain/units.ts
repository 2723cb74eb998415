import { existsOn, levels } from '@daqidi/kernel';
import type { DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type Changed, changed, isBeyond, type Known, lastsBeyond, type RecordState, type Stated } from './directory-state.js';
import { type Change, changedBy, notChanging, reachesUp } from './ending.js';

type Unit = DirectoryEvents['UnitStated'];

type Decision = readonly (Stated<'UnitStated'> | Changed)[] | Refused;

const state = (unit: Unit, reason: TextReference): Decision => [
  changed('UNIT', unit.id, reason),
  { type: 'UnitStated', v: 1, data: unit },
];

const isNameTaken = ({ id, name, regionId, validFrom }: Unit, { units }: Known): boolean =>
  units().some(
    (other) => other.id !== id && other.name === name && other.regionId === regionId && lastsBeyond(other.validTo, validFrom),
  );

/** Everybody but a supervising body stands under somebody. */
const hasFittingSuperior = ({ kind, level, parentId, validFrom }: Unit, { unit }: Known): boolean => {
  if (parentId === null) return kind === 'SUPERVISING_BODY';
  const superior = unit(parentId);
  return superior !== undefined && existsOn(superior, validFrom) && levels.indexOf(superior.level) >= levels.indexOf(level);
};

/** A new unit. Its kind, level, place and superior stay what they are: who stands under whom decides for ever whom a case bars. */
export const openUnit = (unit: Unit, known: Known, reason: TextReference): Decision => {
  const { validFrom, regionId, level } = unit;
  // Whoever opened one could fill it: it comes with the district's files, which the operator loads.
  if (unit.kind === 'SUPERVISING_BODY') return { refused: 'directory.supervising-body' };
  if (validFrom < known.today) return { refused: 'directory.past', field: 'validFrom' };
  if (isBeyond(validFrom, known.today)) return { refused: 'directory.horizon', field: 'validFrom' };
  const region = known.region(regionId);
  if (region === undefined || !existsOn(region, validFrom) || region.level !== level) return { refused: 'directory.place' };
  if (!hasFittingSuperior(unit, known)) return { refused: 'directory.superior' };
  if (isNameTaken(unit, known)) return { refused: 'directory.name-taken' };
  return state(unit, reason);
};

const isInUse = (unitId: string, day: string, { units, posts }: Known): boolean =>
  units().some(({ parentId, validTo }) => parentId === unitId && lastsBeyond(validTo, day)) ||
  posts().some((post) => post.unitId === unitId && lastsBeyond(post.to, day));

/**
 * Another name from now on, or a last day from today on: merged into another, split into several, its tasks given to a unit above, or ended.
 * Its people go on with the first that takes over, until the office states otherwise.
 */
export const changeUnit = (
  { stated }: RecordState<'UnitStated'>,
  change: Change,
  known: Known,
  reason: TextReference,
): Decision => {
  if (stated === null) return { refused: 'directory.nothing' };
  // Who sits in one is decided by a second person: that holds for who takes over, too.
  if (stated.kind === 'SUPERVISING_BODY' && change.successorIds.length > 0) return { refused: 'directory.supervising-body' };
  const unit = changedBy(stated, change);
  const wrong = notChanging({
    before: stated,
    after: unit,
    change,
    today: known.today,
    find: known.unit,
    fits: (successor) => successor.kind !== 'SUPERVISING_BODY' && reachesUp(levels, stated, successor),
    isInUse: (day) => isInUse(unit.id, day, known),
    field: 'successorIds',
  });
  if (wrong !== null) return wrong;
  if (isNameTaken(unit, known)) return { refused: 'directory.name-taken' };
  return state(unit, reason);
};
