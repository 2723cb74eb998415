import type { Directory } from '@daqidi/directory';
import type { Post, Role } from '@daqidi/identity';
import type { CaseScope, Desk, TrackName } from '@daqidi/schemas';
import { isConflicted } from './recusal.js';

/** Panels and desks from the lowest up: what one cannot do is done by the next (domain, 3: somebody competent always remains). */
export const ladder: readonly Desk[] = ['VILLAGE', 'TOWNSHIP', 'LETTERS', 'SECRETARIAT', 'DISCIPLINE', 'CITY'];

/** Of those who know of a restricted case, who does steps of it: the heads of the joint conference only decide between the tracks. */
export const isDesk = (office: CaseScope['offices'][number]): office is Desk => office !== 'CONFERENCE';

/** Who sits at a desk. */
export const deskRole: Readonly<Record<Desk, Role>> = {
  VILLAGE: 'VILLAGE_REVIEWER',
  TOWNSHIP: 'TOWNSHIP_REVIEWER',
  LETTERS: 'LETTERS_OFFICER',
  SECRETARIAT: 'SECRETARIAT',
  DISCIPLINE: 'DISCIPLINE_INSPECTOR',
  CITY: 'CITY_OFFICE',
};

type Offices = Pick<Directory, 'region' | 'postsIn' | 'standingOf'>;

/** The next above; the last of all has none above it. */
export const deskAbove = (desk: Desk): Desk => ladder[ladder.indexOf(desk) + 1] ?? desk;

/** The desk at which somebody of this role sits; null for every other role. */
export const deskOfRole = (role: Role | undefined): Desk | null => ladder.find((desk) => deskRole[desk] === role) ?? null;

/** The place whose desk it is: every desk but a village's and a township's sits for the district. */
const seatOf = ({ region }: Offices, desk: Desk, regionPath: readonly string[]): string | undefined =>
  desk === 'VILLAGE' || desk === 'TOWNSHIP' ? regionPath.find((id) => region(id)?.level === desk) : regionPath[0];

export interface Step {
  readonly scope: CaseScope;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Who may not do this step although nothing else is against them, such as the first reviewer in the second review. */
  readonly except?: readonly string[];
}

/** Who may do the step at this desk: holds its post now, stands in no conflict with the case. */
export const membersOf = (offices: Offices, desk: Desk, { scope, now, except = [] }: Step): readonly Post[] => {
  const seat = seatOf(offices, desk, scope.regionPath);
  if (seat === undefined) return [];
  return offices
    .postsIn(seat, deskRole[desk], now)
    .filter(({ personId }) => !except.includes(personId) && !isConflicted(offices, scope, personId, now));
};

/** The desks that may do a step of this case, lowest first: of a restricted one, only those that may know of it. */
const desksFor = (scope: CaseScope, from: Desk): readonly Desk[] =>
  scope.restricted ? scope.offices.filter(isDesk) : ladder.slice(ladder.indexOf(from));

/** The lowest desk, from this one up, that has somebody for the step; the last of all where nobody has. */
export const competentDesk = (offices: Offices, from: Desk, step: Step): Desk => {
  const desks = desksFor(step.scope, from);
  const rest = desks.slice(Math.max(0, desks.indexOf(from)));
  return rest.find((desk) => membersOf(offices, desk, step).length > 0) ?? desks.at(-1) ?? from;
};

/**
 * Which role reaches the petitioner: the centre's clerk; of a restricted case, and where he is protected, the letters office's or whoever
 * stands in for it (domain, 3).
 */
export const reachingRole = (offices: Offices, isProtected: boolean, step: Step): Role =>
  step.scope.restricted || isProtected ? deskRole[competentDesk(offices, 'LETTERS', step)] : 'CENTRE_CLERK';

/** Where somebody of this role sits who may have to do with the case: the nearest, from its place upwards; null where nobody does. */
export const nearestOf = (offices: Offices, role: Role, { scope, now }: Step): string | null =>
  [...scope.regionPath]
    .reverse()
    .flatMap((place) => offices.postsIn(place, role, now))
    .find(({ personId }) => !isConflicted(offices, scope, personId, now))?.unitId ?? null;

/** Who holds a supervision track, and who stands in (domain, 3): the letters office for its own, the discipline commission for its own. */
const trackDesks: Readonly<Record<TrackName, readonly Desk[]>> = {
  LETTERS: ['LETTERS', 'SECRETARIAT', 'CITY'],
  DISCIPLINE: ['DISCIPLINE', 'CITY'],
};

/** The desk that holds a track now: of a restricted case, one that may know of it. */
export const trackDesk = (offices: Offices, track: TrackName, step: Step): Desk => {
  const { restricted, offices: known } = step.scope;
  const desks = trackDesks[track].filter((desk) => !restricted || known.includes(desk));
  return desks.find((desk) => membersOf(offices, desk, step).length > 0) ?? desks.at(-1) ?? 'CITY';
};
