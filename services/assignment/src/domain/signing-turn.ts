import type { SlotName, TextReference } from '@daqidi/schemas';
import { type LeaderSlot, officialSigners, refuse, sign, turnOf } from './countersign.js';
import type { Decision, EntryState } from './entry.js';

/** Who holds a leader's post in a unit now. */
export type LeadersOf = (unitId: string, slot: LeaderSlot) => readonly string[];

export const isLeaderSlot = (slot: SlotName | null): slot is LeaderSlot => slot === 'LEADER_IN_CHARGE' || slot === 'MAIN_LEADER';

/**
 * Who may fill a leader's slot now: the holders of that post in the unit that has the case, or, where it is vacant or
 * they have signed another official slot, in the nearest unit above (domain, 2.3).
 */
export const eligibleLeaders = (state: EntryState, slot: LeaderSlot, leadersOf: LeadersOf): readonly string[] => {
  const taken = new Set(officialSigners(state));
  for (const unitId of state.unitPath) {
    const free = leadersOf(unitId, slot).filter((person) => !taken.has(person));
    if (free.length > 0) return free;
  }
  return [];
};

interface Signing {
  readonly appealId: string;
  readonly digest: string;
  readonly order: readonly SlotName[];
  readonly person: string;
  readonly leadersOf: LeadersOf;
}

/** A leader signs in his turn. */
export const signInTurn = (state: EntryState, { leadersOf, ...signing }: Signing): Decision => {
  const slot = turnOf(state, signing.order);
  if (slot === null) return { refused: 'entry.stage' };
  if (!isLeaderSlot(slot)) return { refused: 'countersign.turn' };
  return sign(state, { ...signing, slot, eligible: eligibleLeaders(state, slot, leadersOf) });
};

interface Refusing extends Signing {
  readonly reason: TextReference;
  /** Of the post that is acted under; null for the petitioner himself. */
  readonly role: string | null;
  /** Whether the query code that was given is the petitioner's. */
  readonly codeMatches: boolean;
}

/** Whoever's turn it is refuses. At the petitioner's turn only he does: himself, or at the centre with his query code. */
export const refuseInTurn = (state: EntryState, { leadersOf, role, person, codeMatches, ...refusal }: Refusing): Decision => {
  const slot = turnOf(state, refusal.order);
  if (slot === null) return { refused: 'entry.stage' };
  const atCentre = slot === 'PETITIONER' && role === 'CENTRE_CLERK';
  if (atCentre && !codeMatches) return { refused: 'countersign.code' };
  const forPetitioner = atCentre || (slot === 'PETITIONER' && role === null && person === state.opened?.petitionerId);
  const mayAct = forPetitioner || (isLeaderSlot(slot) && eligibleLeaders(state, slot, leadersOf).includes(person));
  return refuse(state, { ...refusal, slot, mayAct });
};
