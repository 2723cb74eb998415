import type { Directory } from '@daqidi/directory';
import { personKey, unitKey, unitSinceKey, withoutYear } from '@daqidi/identity';
import type { Accusation, CaseScope, Desk } from '@daqidi/schemas';
import { postsOn } from './existing.js';
import { membersOf } from './ladder.js';
import { isConflicted } from './recusal.js';

type Offices = Pick<Directory, 'region' | 'postsIn' | 'postsOf' | 'standingOf'>;

export interface CaseTerms {
  /** Regions from the district down to the place. */
  readonly regionPath: readonly string[];
  readonly accusation: Accusation;
  /** Whether the accused may not know that the case exists; of no meaning where nobody is accused. */
  readonly secret: boolean;
  /** Who was asked to decide between the two tracks, and has to know what about; null where nobody was. */
  readonly conference?: 'CONFERENCE' | 'CITY' | null;
}

/** What is known of a case by whoever only follows its scope; nobody sees what is kept about it before that is there. */
export interface ScopeKnown {
  readonly scope: CaseScope | null;
}

export const noScope: ScopeKnown = { scope: null };

/** The scope with the higher number: whatever order they arrive in, all services end with the same. */
export const latestScope = (known: CaseScope | null, stated: CaseScope): CaseScope =>
  known === null || stated.number > known.number ? stated : known;

/** Only the scope, of anything that carries one. */
export const scopeIn = ({ number, regionPath, barred, recused, restricted, offices }: CaseScope): CaseScope => ({
  number,
  regionPath,
  barred,
  recused,
  restricted,
  offices,
});

/** The same with the scope that is stated, of an event or of anything that carries one; itself where it knows a later one. */
export const withScope = <Known extends { readonly scope: CaseScope | null }>(known: Known, stated: CaseScope): Known => {
  const scope = latestScope(known.scope, stated);
  return scope === known.scope ? known : { ...known, scope: scopeIn(scope) };
};

/** An accused official bars each unit in which he holds a post. */
const accusedKeys = (offices: Offices, { units, persons, since }: Accusation, now: number): readonly string[] => {
  const held = persons.flatMap((person) => postsOn(offices, person, now));
  return [...persons.map(personKey), ...[...units, ...held.map(({ unitId }) => unitId)].map((unit) => unitSinceKey(unit, since))];
};

const leadsDistrict = ({ postsOf }: Offices, person: string): boolean =>
  postsOf(person).some(({ role }) => role === 'DISTRICT_LEADER');

/**
 * Who knows of a restricted case and acts: for the letters office it or, where it is accused or empty, the leading group's secretariat;
 * for the discipline commission it or, where it or a district leader is accused, the city office's people. The two reviews are two
 * people's: where there are not two, the city office's are asked too (domain, 3).
 */
const officesFor = (offices: Offices, scope: CaseScope, accusation: Accusation, now: number): readonly Desk[] => {
  const step = { scope, now };
  const people = (desk: Desk): readonly string[] => membersOf(offices, desk, step).map(({ personId }) => personId);
  const isStaffed = (desk: Desk): boolean => people(desk).length > 0;
  const accusesLeader = accusation.persons.some((person) => leadsDistrict(offices, person));
  const letters = (['LETTERS', 'SECRETARIAT'] as const).find(isStaffed) ?? 'CITY';
  const discipline = !accusesLeader && isStaffed('DISCIPLINE') ? 'DISCIPLINE' : 'CITY';
  const known: readonly Desk[] = [letters, discipline];
  const enough = new Set(known.flatMap(people)).size >= 2;
  return [...new Set<Desk>(enough ? known : [...known, 'CITY'])];
};

/** Who was asked to decide between the tracks; the city office's people too where no head of the conference is left who may (domain, 2.4). */
const askedFor = (offices: Offices, { conference = null }: CaseTerms, scope: CaseScope, now: number): CaseScope['offices'] => {
  if (conference !== 'CONFERENCE') return conference === null ? [] : [conference];
  const heads = offices.postsIn(scope.regionPath[0] ?? '', 'DISTRICT_LEADER', now);
  return heads.some(({ personId }) => !isConflicted(offices, scope, personId, now)) ? ['CONFERENCE'] : ['CONFERENCE', 'CITY'];
};

/**
 * The scope that follows from whom a case accuses and from the directory at this moment (ms since the epoch). Keys only grow: `before`
 * is the last that was stated, and the same comes back where nothing has changed.
 */
export const scopeFor = (offices: Offices, terms: CaseTerms, now: number, before: CaseScope | null): CaseScope => {
  const { regionPath, accusation, secret } = terms;
  const keys = accusedKeys(offices, accusation, now);
  const recused = [...new Set([...(before?.recused ?? []), ...keys])];
  const restricted = secret && keys.length > 0;
  const barred = restricted ? [...new Set([...(before?.barred ?? []), ...keys])] : [];
  const scope = {
    number: before === null ? 0 : before.number + 1,
    regionPath: [...regionPath],
    barred,
    recused,
    restricted,
    offices: [],
  };
  const stated = restricted
    ? {
        ...scope,
        offices: [...new Set([...officesFor(offices, scope, accusation, now), ...askedFor(offices, terms, scope, now)])],
      }
    : scope;
  return before !== null && isSame(before, stated) ? before : stated;
};

/** The scope after somebody's own statement that he takes no part; null where he takes none already. Nothing becomes or stays a secret by it. */
export const scopeRecusing = (before: CaseScope, person: string): CaseScope | null => {
  const key = personKey(person);
  return before.recused.includes(key)
    ? null
    : { ...scopeIn(before), number: before.number + 1, recused: [...before.recused, key] };
};

/**
 * Whom an accusation ever brought into a scope: with an accused official also the units that he has left since, and no year, which an
 * earlier accusation may have had another of.
 */
const everAccused = ({ postsOf }: Offices, { units, persons }: Accusation): ReadonlySet<string> => {
  const held = persons.flatMap((person) => postsOf(person).map(({ unitId }) => unitId));
  return new Set([...persons.map(personKey), ...[...units, ...held].map(unitKey)]);
};

/** The scope without some who were accused: keys that only they brought go with them. Both tracks have agreed (domain, 2.4). */
export const scopeWithout = (
  offices: Offices,
  remaining: CaseTerms,
  removed: Accusation,
  now: number,
  before: CaseScope,
): CaseScope => {
  const [kept, gone] = [everAccused(offices, remaining.accusation), everAccused(offices, removed)];
  const stays = (key: string): boolean => {
    const accused = withoutYear(key);
    return kept.has(accused) || !gone.has(accused);
  };
  const stripped = { ...before, barred: before.barred.filter(stays), recused: before.recused.filter(stays) };
  return { ...scopeFor(offices, remaining, now, stripped), number: before.number + 1 };
};

const isSame = (left: CaseScope, right: CaseScope): boolean =>
  left.restricted === right.restricted &&
  left.barred.length === right.barred.length &&
  left.recused.length === right.recused.length &&
  left.offices.join() === right.offices.join();
