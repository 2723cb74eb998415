import type { Unit } from '@daqidi/directory';
import type { Level } from '@daqidi/schemas';

/** Levels from the village up. */
export const levels: readonly Level[] = ['VILLAGE', 'TOWNSHIP', 'DISTRICT'];

/** At which levels a kind of unit handles matters, whatever its own record says. */
const levelsOf: Readonly<Record<Unit['kind'], readonly Level[]>> = {
  VILLAGE_COMMITTEE: ['VILLAGE'],
  TOWNSHIP_GOVERNMENT: ['TOWNSHIP'],
  DEPARTMENT: ['DISTRICT'],
  SUPERVISING_BODY: ['DISTRICT'],
  SERVICE_CENTRE: levels,
};

interface Matter {
  readonly level: Level;
  /** From the district down to the place. */
  readonly regionPath: readonly string[];
}

/** What of a unit says which matters it takes. */
export type Taker = Pick<Unit, 'kind' | 'level' | 'regionId'>;

/** Whether a unit is of the matter's level and place, by its kind too (domain, 2.2 and 2.3). */
export const takesAtLevel = (unit: Taker, { level, regionPath }: Matter): boolean =>
  unit.level === level && levelsOf[unit.kind].includes(level) && regionPath.includes(unit.regionId);

/** The same, or of a level above: who hands out may go up where nobody fits below, and never goes down. */
export const takesFromLevel = (unit: Taker, { level, regionPath }: Matter): boolean =>
  levels.slice(levels.indexOf(level)).some((from) => takesAtLevel(unit, { level: from, regionPath }));
