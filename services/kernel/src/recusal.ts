import type { Directory } from '@daqidi/directory';
import { personKey } from '@daqidi/identity';
import type { CaseScope } from '@daqidi/schemas';

type Conflicting = Pick<CaseScope, 'barred' | 'recused'>;

/** Whether whoever has these keys must not take part: accused, part of the accused, or standing under it since (domain, 3). */
const isAgainst = ({ barred, recused }: Conflicting, keys: readonly string[]): boolean =>
  barred.some((key) => keys.includes(key)) || recused.some((key) => keys.includes(key));

/** A conflict follows the person, whatever posts he holds now. `now` in ms since the epoch. */
export const isConflicted = (
  { standingOf }: Pick<Directory, 'standingOf'>,
  scope: Conflicting,
  person: string,
  now: number,
): boolean => isAgainst(scope, [personKey(person)]) || isAgainst(scope, standingOf(person, now));

/** Whether the unit is accused, or stands under one that is: it never gets the case. */
export const isConflictedUnit = (
  { standingIn }: Pick<Directory, 'standingIn'>,
  scope: Conflicting,
  unitId: string,
  now: number,
): boolean => isAgainst(scope, standingIn(unitId, now));
