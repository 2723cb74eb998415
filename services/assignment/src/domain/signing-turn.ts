import type { Refused, SlotName, TextReference } from '@daqidi/schemas';
import {
  type LeaderSlot,
  notFilling,
  officialSigners,
  type Resumption,
  refuse,
  type SigningTerms,
  sign,
  turnOf,
} from './countersign.js';
import type { Decision, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';
import { answerAsRepresentative, isGroup, representativesOf } from './group.js';

/** Who holds a leader's post in a unit now. */
export type LeadersOf = (unitId: string, slot: LeaderSlot) => readonly string[];

export const leaderSlots: readonly LeaderSlot[] = ['LEADER_IN_CHARGE', 'MAIN_LEADER'];

export const isLeaderSlot = (slot: SlotName | null): slot is LeaderSlot => leaderSlots.some((each) => each === slot);

const freeLeaders = (state: EntryState, slot: LeaderSlot, leadersOf: LeadersOf, unitId: string): readonly string[] => {
  const taken = officialSigners(state);
  return leadersOf(unitId, slot).filter((person) => !taken.includes(person));
};

/** The nearest unit, from the holder upwards, with a leader who can fill the slot. */
const signingUnit = (state: EntryState, slot: LeaderSlot, leadersOf: LeadersOf): string | null =>
  state.unitPath.find((unitId) => freeLeaders(state, slot, leadersOf, unitId).length > 0) ?? null;

/**
 * Who may fill a leader's slot now: the holders of that post in the unit that has the case, or, where it is vacant or
 * they have signed another official slot, in the nearest unit above (domain, 2.3).
 */
export const eligibleLeaders = (state: EntryState, slot: LeaderSlot, leadersOf: LeadersOf): readonly string[] => {
  const unitId = signingUnit(state, slot, leadersOf);
  return unitId === null ? [] : freeLeaders(state, slot, leadersOf, unitId);
};

/** Who has to see to the turn: the centre that reaches the petitioner, the unit whose leader signs. */
export const unitOfTurn = (
  state: EntryState,
  { slot, leadersOf, centre }: { readonly slot: SlotName | null; readonly leadersOf: LeadersOf; readonly centre: string | null },
): string | null => {
  if (slot === 'PETITIONER') return centre ?? state.holderUnitId;
  if (!isLeaderSlot(slot)) return state.holderUnitId;
  return signingUnit(state, slot, leadersOf) ?? state.unitPath.at(-1) ?? state.holderUnitId;
};

interface Signing {
  readonly appealId: string;
  readonly digest: string;
  readonly person: string;
  /** From opening the matter to signing, as his page counted. */
  readonly openedSeconds?: number;
  readonly leadersOf: LeadersOf;
}

/** Whether he holds the post that the slot asks for, in a unit of the case: then another goes before him, or he has signed. */
const leadsIn = ({ unitPath }: EntryState, slot: SlotName, leadersOf: LeadersOf, person: string): boolean =>
  isLeaderSlot(slot) && unitPath.some((unitId) => leadersOf(unitId, slot).includes(person));

type Leader = Pick<Signing, 'person' | 'leadersOf'>;

/** Whoever has no part in this turn is told that it is somebody else's. */
const notHis = (state: EntryState, slot: SlotName, { person, leadersOf }: Leader): Refused => ({
  refused: leadsIn(state, slot, leadersOf, person) ? 'countersign.person' : 'countersign.turn',
});

/** Why this leader signs nothing now. */
export const notSigning = (
  state: EntryState,
  { terms, ...leader }: Leader & { readonly terms: Pick<SigningTerms, 'order' | 'heldUpBy'> },
): Refused | null => {
  const slot = turnOf(state, terms.order);
  if (slot === null) return { refused: 'entry.stage' };
  if (!isLeaderSlot(slot)) return { refused: 'countersign.turn' };
  if (!eligibleLeaders(state, slot, leader.leadersOf).includes(leader.person)) return notHis(state, slot, leader);
  return notFilling(state, slot, terms);
};

/** Why this is signed by itself: many at once are what desks answered, and no other results (domain, 2.1). */
export const notOfMany = ({ result }: EntryState, { deskDigest }: Pick<EntryFacts, 'deskDigest'>): Refused | null =>
  result !== null && result.digest !== deskDigest ? { refused: 'countersign.alone' } : null;

/** A leader signs in his turn. */
export const signInTurn = (state: EntryState, signing: Signing & { readonly terms: SigningTerms }): Decision => {
  const wrong = notSigning(state, signing);
  const slot = turnOf(state, signing.terms.order);
  if (wrong !== null || !isLeaderSlot(slot)) return wrong ?? { refused: 'countersign.turn' };
  return sign(state, { ...signing, slot, eligible: eligibleLeaders(state, slot, signing.leadersOf) });
};

const minute = 60_000;

/** Why somebody who signed in at that moment signs nothing now, both in milliseconds since the epoch: his page may have been left open. */
export const notFresh = (signedInAt: number, now: number, mostMinutes: number): Refused | null =>
  now - signedInAt > mostMinutes * minute ? { refused: 'countersign.sign-in' } : null;

interface Refuser extends Leader {
  readonly order: readonly SlotName[];
  /** Of the post that is acted under; null for the petitioner himself. */
  readonly role: string | null;
  /** Whether he has had to do with the case: then nothing is recorded by code through him. */
  readonly involved: boolean;
}

interface Refusing extends Omit<Refuser, 'order'>, Signing {
  readonly terms: SigningTerms;
  readonly resumption: Resumption;
  readonly reason: TextReference;
  /** Whom the query code that was given speaks for; null where it is nobody's. */
  readonly codeOf: string | null;
}

const isAtCentre = (slot: SlotName | null, role: string | null): boolean => slot === 'PETITIONER' && role === 'CENTRE_CLERK';

const isPetitioner = (state: EntryState, slot: SlotName, { role, person }: Pick<Refuser, 'role' | 'person'>): boolean =>
  slot === 'PETITIONER' && role === null && representativesOf(state).includes(person);

/** Why this person refuses nothing now. At the petitioner's turn only he does: himself, or at the centre. */
export const notRefusing = (state: EntryState, { order, role, involved, ...leader }: Refuser): Refused | null => {
  const slot = turnOf(state, order);
  if (slot === null) return { refused: 'entry.stage' };
  if (isAtCentre(slot, role)) return involved ? { refused: 'countersign.involved' } : null;
  const isLeader = isLeaderSlot(slot) && eligibleLeaders(state, slot, leader.leadersOf).includes(leader.person);
  return isLeader || isPetitioner(state, slot, { role, person: leader.person }) ? null : notHis(state, slot, leader);
};

/** Whoever's turn it is refuses: the petitioner himself, or at the centre with his query code; of a group each representative. */
export const refuseInTurn = (state: EntryState, refusing: Refusing): Decision => {
  const { role, person, codeOf, terms, appealId, digest, reason, resumption } = refusing;
  const { order } = terms;
  const wrong = notRefusing(state, { ...refusing, order });
  const slot = turnOf(state, order);
  if (wrong !== null || slot === null) return wrong ?? { refused: 'entry.stage' };
  const atCentre = isAtCentre(slot, role);
  if (atCentre && codeOf === null) return { refused: 'countersign.code' };
  if (isGroup(state) && slot === 'PETITIONER') {
    const personId = atCentre ? codeOf : person;
    const form = codeOf === null ? 'SIGNED' : 'BY_CODE';
    return answerAsRepresentative(state, { appealId, digest, personId, form, terms }, { reason, resumption });
  }
  const byCode = slot === 'PETITIONER' && codeOf !== null;
  return refuse(state, { appealId, digest, slot, order, reason, mayAct: true, resumption, byCode });
};
