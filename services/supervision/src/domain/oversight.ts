import { type CaseAccess, caseAccess, scopeIn } from '@daqidi/kernel';
import type { Accusation, CaseScope, NewEventOf, Refused, SupervisionEvents } from '@daqidi/schemas';

/** What oversight says about a case. */
export type OversightEvent = Extract<NewEventOf<'supervision'>, { type: 'ScopeStated' }>;
export type Decision = readonly OversightEvent[] | Refused;

/** The one writer of whom a case accuses, whether that is a secret, and where it belongs. Of a case that accuses nobody only facts are kept. */
export interface OversightState {
  readonly stated: SupervisionEvents['ScopeStated'] | null;
}

export interface OversightFacts {
  /** What the submission said. */
  readonly scope: CaseScope | null;
  readonly accused: Accusation | null;
  /** Every order about the case: through this document all others of the case are opened. */
  readonly orders: readonly string[];
}

export const noOversight: OversightState = { stated: null };
export const noFacts: OversightFacts = { scope: null, accused: null, orders: [] };

export const evolve = (_: OversightState, { data }: OversightEvent): OversightState => ({ stated: data });

/** What holds now: as it was stated last, else as the submission said. */
export const currentScope = ({ stated }: OversightState, { scope }: OversightFacts): CaseScope | null =>
  stated === null ? scope : scopeIn(stated);

export const accessOf = (state: OversightState, facts: OversightFacts): CaseAccess | null => {
  const scope = currentScope(state, facts);
  return scope === null ? null : caseAccess(scope, { units: [] });
};

/** What follows from the accused and from the directory: `scopeWith(accused, before)` is the kernel's `scopeFor` at this moment. */
export type ScopeWith = (accused: Accusation, before: CaseScope) => CaseScope;

const state = (appealId: string, accused: Accusation, scope: CaseScope): readonly OversightEvent[] => [
  { type: 'ScopeStated', v: 1, data: { appealId, accused, ...scope } },
];

/** Takes over what a submission said of a case that accuses somebody; and says it anew whenever the directory has changed it since. */
export const keepScope = (
  current: OversightState,
  facts: OversightFacts,
  appealId: string,
  scopeWith: ScopeWith,
): readonly OversightEvent[] => {
  const before = currentScope(current, facts);
  const accused = current.stated?.accused ?? facts.accused;
  if (before === null || accused === null || !before.restricted) return [];
  const next = scopeWith(accused, before);
  if (next !== before) return state(appealId, accused, next);
  return current.stated === null ? state(appealId, accused, { ...before, number: before.number + 1 }) : [];
};

/** Either track adds accused at once (domain, 2.4). The earlier year counts. */
export const accuse = (
  current: OversightState,
  facts: OversightFacts,
  appealId: string,
  added: Accusation,
  scopeWith: ScopeWith,
): Decision => {
  const before = currentScope(current, facts);
  const known = current.stated?.accused ?? facts.accused;
  if (before === null || known === null) return { refused: 'accused.known' };
  const accused = {
    units: [...new Set([...known.units, ...added.units])],
    persons: [...new Set([...known.persons, ...added.persons])],
    since: Math.min(known.since, added.since),
  };
  const next = scopeWith(accused, before);
  return next === before ? { refused: 'accused.known' } : state(appealId, accused, next);
};
