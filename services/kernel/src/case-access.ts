import { officeKey, personKey, regionKey, type Subject, unitKey } from '@daqidi/identity';
import type { CaseScope } from '@daqidi/schemas';
import type { Visibility } from '@daqidi/store';
import { scopeIn } from './case-scope.js';

/** Who has to do with a case: from this follows who may see what is kept about it, and whom the policy lets act. */
export interface CaseAccess extends CaseScope {
  /** Units that have or had it, and those above them. */
  readonly units: readonly string[];
  /** Units that act on it now. */
  readonly holders: readonly string[];
  /** Whose it is; nobody's where its petitioner has no part in it. */
  readonly persons: readonly string[];
}

interface Parties {
  readonly units: readonly string[];
  /** All of its units where left out. */
  readonly holders?: readonly string[];
  readonly persons?: readonly string[];
}

/** The scope that an event stated, with those who have a part in the case. */
export const caseAccess = (scope: CaseScope, { units, holders = units, persons = [] }: Parties): CaseAccess => ({
  ...scopeIn(scope),
  units,
  holders,
  persons,
});

const nobody: Visibility = { seenBy: [], barred: [] };
const oversight = officeKey('OVERSIGHT');

/**
 * The scope keys of what is kept about a case, the same in every service (schemas/policy/rules.json says who holds which key). A
 * restricted case is born narrow: only the offices that its scope names, its petitioner and who was given it. Nobody sees what has none.
 */
export const visibilityOf = (access: CaseAccess | null): Visibility => {
  if (access === null) return nobody;
  const { regionPath, barred, restricted, offices, units, persons } = access;
  const places = restricted ? offices.map(officeKey) : regionPath.map(regionKey);
  return { seenBy: [...places, ...persons.map(personKey), ...new Set(units.map(unitKey))], barred };
};

/** Who may see what a case counts for: oversight too, unless the case is a secret, which nobody learns of by a figure. */
export const countedFor = (access: CaseAccess | null): Visibility => {
  if (access === null) return nobody;
  const { seenBy, barred } = visibilityOf(access);
  return access.restricted ? { seenBy, barred } : { seenBy: [oversight, ...seenBy], barred };
};

/** What the policy is asked about: the case's place, the units that act on it, whose it is. */
export const subjectOf = (access: CaseAccess | null): Subject => ({
  regionPath: access?.regionPath ?? [],
  units: access?.holders ?? [],
  persons: access?.persons ?? [],
});

/** As much of a document as says who has to do with it. */
export interface KnownCase<State, Facts> {
  readonly state: State;
  readonly facts: Facts;
}

/** What is asked about every document of a kind: the policy its subject, every command who takes no part. */
export const partiesIn = <State, Facts>(
  accessOf: (state: State, facts: Facts) => CaseAccess | null,
): {
  readonly subject: (document: KnownCase<State, Facts>) => Subject;
  readonly recused: (document: KnownCase<State, Facts>) => readonly string[];
} => ({
  subject: ({ state, facts }) => subjectOf(accessOf(state, facts)),
  recused: ({ state, facts }) => accessOf(state, facts)?.recused ?? [],
});
