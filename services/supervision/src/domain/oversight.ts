import { type CaseAccess, caseAccess, digestOf, scopeIn, scopeRecusing } from '@daqidi/kernel';
import type { Accusation, CaseScope, NewEventOf, Refused, SupervisionEvents, TextReference } from '@daqidi/schemas';
import { type Denied, noMatters, type OpenMatters } from './closing.js';

/** What oversight says about a case. */
export type OversightEvent = Extract<
  NewEventOf<'supervision'>,
  {
    type:
      | 'ScopeStated'
      | 'ConflictDeclared'
      | 'JointDecisionProposed'
      | 'JointDecisionSettled'
      | 'StreamsStated'
      | 'CloseDenied'
      | 'DenialLifted';
  }
>;
export type Decision = readonly OversightEvent[] | Refused;

/** The one writer of whom a case accuses, whether that is a secret, and where it belongs. Of a case that accuses nobody only facts are kept. */
export interface OversightState {
  readonly stated: SupervisionEvents['ScopeStated'] | null;
  /** Whether it has ever accused anybody: then it has the two tracks for good. */
  readonly watched: boolean;
  /** What waits for both tracks. */
  readonly proposal: (SupervisionEvents['JointDecisionProposed'] & { readonly by: string; readonly at: string }) | null;
  /** How many there were. */
  readonly proposals: number;
  /** Who takes no part by his own statement. */
  readonly conflicts: readonly (SupervisionEvents['ConflictDeclared'] & { readonly at: string })[];
  /** Both tracks have ended secrecy: who is accused afterwards learns of the case and takes no part in it. */
  readonly secrecyEnded: boolean;
  /** The request to close that waits for something here. */
  readonly denied: Denied | null;
}

export interface OversightFacts {
  /** What the submission said. */
  readonly scope: CaseScope | null;
  readonly accused: Accusation | null;
  /** What was stated last, as everybody hears it; nobody else says so. */
  readonly told: CaseScope | null;
  /** Units that have or had it, and those above them. */
  readonly units: readonly string[];
  /** Which has it, or had it last; null where none was named. */
  readonly holder: string | null;
  /** Every order about the case: through this document all others of the case are opened. */
  readonly orders: readonly string[];
  /** Every request for material of its tracks. */
  readonly materials: readonly string[];
  readonly matters: OpenMatters;
  /** Who was asked to decide between the tracks. */
  readonly conference: SupervisionEvents['DisagreementRaised']['desk'] | null;
}

export const noOversight: OversightState = {
  stated: null,
  watched: false,
  proposal: null,
  proposals: 0,
  conflicts: [],
  secrecyEnded: false,
  denied: null,
};
export const noFacts: OversightFacts = {
  scope: null,
  accused: null,
  told: null,
  units: [],
  holder: null,
  orders: [],
  materials: [],
  matters: noMatters,
  conference: null,
};

export const evolve = (
  known: OversightState,
  event: OversightEvent & { readonly time: string; readonly actor: { readonly person: string } },
): OversightState => {
  switch (event.type) {
    case 'ScopeStated':
      return { ...known, stated: event.data, watched: known.watched || accuses(event.data.accused) };
    case 'ConflictDeclared':
      return { ...known, conflicts: [...known.conflicts, { ...event.data, at: event.time }] };
    case 'JointDecisionProposed':
      return { ...known, proposal: { ...event.data, by: event.actor.person, at: event.time }, proposals: known.proposals + 1 };
    case 'JointDecisionSettled': {
      const ends = event.data.agreed && known.proposal?.decision === 'END_SECRECY';
      return { ...known, proposal: null, secrecyEnded: known.secrecyEnded || ends };
    }
    case 'CloseDenied': {
      const { reason: _, ...question } = event.data;
      return { ...known, denied: question };
    }
    case 'StreamsStated':
    case 'DenialLifted':
      return { ...known, denied: null };
  }
};

/** What holds now: as it was stated last, else as the submission said. */
export const currentScope = ({ stated }: OversightState, { scope }: OversightFacts): CaseScope | null =>
  stated === null ? scope : scopeIn(stated);

export const accessOf = (state: OversightState, facts: OversightFacts): CaseAccess | null => {
  const scope = currentScope(state, facts);
  return scope === null ? null : caseAccess(scope, { units: facts.units });
};

/** What follows from the accused and from the directory: the kernel's `scopeFor` at this moment. */
export type ScopeWith = (accused: Accusation, secret: boolean, before: CaseScope) => CaseScope;
/** The kernel's `scopeWithout` at this moment, with those who remain and those who were removed. */
export type ScopeWithout = (accused: Accusation, secret: boolean, removed: Accusation, before: CaseScope) => CaseScope;

/** Whether it names anybody. */
export const accuses = ({ units, persons }: Accusation): boolean => units.length + persons.length > 0;

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
  const next = scopeWith(accused, true, before);
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
  const known = accusedNow(current, facts);
  const wrong = notAccusing(current, facts);
  if (wrong !== null || before === null || known === null) return wrong ?? { refused: 'accused.known' };
  const accused = {
    units: [...new Set([...known.units, ...added.units])],
    persons: [...new Set([...known.persons, ...added.persons])],
    since: Math.min(known.since, added.since),
  };
  const next = scopeWith(accused, !current.secrecyEnded, before);
  return next === before ? { refused: 'accused.known' } : state(appealId, accused, next);
};

/** Why nobody is added now: it accuses nobody. */
export const notAccusing = (current: OversightState, facts: OversightFacts): Refused | null =>
  currentScope(current, facts) === null || accusedNow(current, facts) === null ? { refused: 'accused.known' } : null;

const recusing = (current: OversightState, facts: OversightFacts, personId: string): CaseScope | null => {
  const before = currentScope(current, facts);
  return before && scopeRecusing(before, personId);
};

/** Why he does not state a conflict now: he takes no part in it already, or nothing is known of the case. */
export const notDeclaring = (current: OversightState, facts: OversightFacts, personId: string): Refused | null =>
  recusing(current, facts, personId) === null ? { refused: 'case.recused' } : null;

/**
 * Somebody states that he is a relative or a party (domain, 3): he may know of the case and takes no part in it. Whoever it accuses stays
 * as it was, and so does its secrecy.
 */
export const declareConflict = (
  current: OversightState,
  facts: OversightFacts,
  declared: SupervisionEvents['ConflictDeclared'],
  thisYear: number,
): Decision => {
  const scope = recusing(current, facts, declared.personId);
  if (scope === null) return { refused: 'case.recused' };
  const accused = accusedNow(current, facts) ?? { units: [], persons: [], since: thisYear };
  return [{ type: 'ConflictDeclared', v: 1, data: declared }, ...state(declared.appealId, accused, scope)];
};

/** What a track proposes. */
export interface Proposal {
  readonly decision: 'REMOVE_ACCUSED' | 'END_SECRECY';
  readonly removed: Omit<Accusation, 'since'> | null;
  readonly reason: TextReference;
}

/** Whom the case accuses now: what was stated last, else what the submission said. */
const accusedNow = ({ stated }: OversightState, { accused }: OversightFacts): Accusation | null => stated?.accused ?? accused;

const isAmong = (removed: Accusation, { units, persons }: Accusation): boolean =>
  accuses(removed) &&
  removed.units.every((unit) => units.includes(unit)) &&
  removed.persons.every((person) => persons.includes(person));

/** Why nothing is proposed now. */
export const notProposing = (current: OversightState, facts: OversightFacts): Refused | null => {
  if (current.proposal !== null) return { refused: 'joint.open' };
  return currentScope(current, facts) === null || accusedNow(current, facts) === null ? { refused: 'joint.none' } : null;
};

/** One at a time, with the digest of exactly what is proposed: both tracks consent to that (domain, 2.4). */
export const propose = (current: OversightState, facts: OversightFacts, appealId: string, proposal: Proposal): Decision => {
  const { decision, reason } = proposal;
  const scope = currentScope(current, facts);
  const accused = accusedNow(current, facts);
  const removed = accused && proposal.removed && { ...proposal.removed, since: accused.since };
  const wrong = notProposing(current, facts);
  if (wrong !== null || scope === null || accused === null) return wrong ?? { refused: 'joint.none' };
  if ((decision === 'END_SECRECY') !== (removed === null)) return { refused: 'joint.none' };
  if (removed === null ? !scope.restricted : !isAmong(removed, accused)) return { refused: 'joint.none' };
  const digest = digestOf({ appealId, number: current.proposals + 1, decision, removed });
  return [{ type: 'JointDecisionProposed', v: 1, data: { appealId, decision, digest, removed, reason } }];
};

/** Acts on what both tracks, or the conference, have said to the decision that is open; to any other it has no effect. */
export const settle = (
  current: OversightState,
  facts: OversightFacts,
  appealId: string,
  { digest, agreed }: Pick<SupervisionEvents['JointDecisionDecided'], 'digest' | 'agreed'>,
  scopeWithout: ScopeWithout,
): readonly OversightEvent[] => {
  const { proposal } = current;
  const before = currentScope(current, facts);
  const accused = accusedNow(current, facts);
  if (proposal?.digest !== digest || before === null || accused === null) return [];
  const settled: OversightEvent = { type: 'JointDecisionSettled', v: 1, data: { appealId, digest, agreed } };
  if (!agreed) return [settled];
  const gone = proposal.removed ?? { units: [], persons: [], since: accused.since };
  const remaining = {
    ...accused,
    units: accused.units.filter((unit) => !gone.units.includes(unit)),
    persons: accused.persons.filter((person) => !gone.persons.includes(person)),
  };
  const secret = proposal.decision === 'REMOVE_ACCUSED' && !current.secrecyEnded;
  return [settled, ...state(appealId, remaining, scopeWithout(remaining, secret, gone, before))];
};
