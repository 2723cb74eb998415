import { existsOn, levels } from '@daqidi/kernel';
import type { DirectoryEvents, Refused, TextReference } from '@daqidi/schemas';
import { type Changed, changed, isBeyond, type Known, lastsBeyond, type RecordState, type Stated } from './directory-state.js';

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

export interface UnitChange {
  readonly name: string | null;
  /** The last day. */
  readonly validTo: string | null;
}

const isInUse = (unitId: string, day: string, { units, posts }: Known): boolean =>
  units().some(({ parentId, validTo }) => parentId === unitId && lastsBeyond(validTo, day)) ||
  posts().some((post) => post.unitId === unitId && lastsBeyond(post.to, day));

/** Another name from now on, or a last day from today on. */
export const changeUnit = (
  { stated }: RecordState<'UnitStated'>,
  { name, validTo }: UnitChange,
  known: Known,
  reason: TextReference,
): Decision => {
  if (stated === null || (name === null && validTo === null)) return { refused: 'directory.nothing' };
  if (stated.validTo !== null && stated.validTo < known.today) return { refused: 'directory.past' };
  const unit: Unit = { ...stated, name: name ?? stated.name, validTo: validTo ?? stated.validTo };
  if (unit.name === stated.name && unit.validTo === stated.validTo) return { refused: 'directory.nothing' };
  if (validTo !== null && validTo < known.today) return { refused: 'directory.past' };
  if (validTo !== null && validTo < stated.validFrom) return { refused: 'directory.dates' };
  if (validTo !== null && isInUse(unit.id, validTo, known)) return { refused: 'directory.in-use' };
  if (isNameTaken(unit, known)) return { refused: 'directory.name-taken' };
  return state(unit, reason);
};
