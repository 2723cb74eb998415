import type { Actor } from '@daqidi/events';
import { type Caller, permitted } from '@daqidi/service';
import { type LeaderSlot, officialSigners } from '../domain/countersign.js';
import type { EntryState, SlotName } from '../domain/entry.js';
import { type EntryDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

export const isLeaderSlot = (slot: SlotName | null): slot is LeaderSlot => slot === 'LEADER_IN_CHARGE' || slot === 'MAIN_LEADER';

/**
 * Who may fill a leader's slot now: the holders of that post in the unit that has the case, or, where it is vacant or
 * they have signed another official slot, in the nearest unit above (domain, 2.3).
 */
export const eligibleLeaders = ({ directory, clock }: Tools, state: EntryState, slot: LeaderSlot): readonly string[] => {
  const taken = new Set(officialSigners(state));
  for (const unitId of state.unitPath) {
    const free = directory.holders(unitId, slot, clock.now()).filter(({ personId }) => !taken.has(personId));
    if (free.length > 0) return free.map(({ personId }) => personId);
  }
  return [];
};

/** The post that a signature names: the one the slot asks for, in the nearest unit, where the caller holds it. */
export const signingActor = (tools: Tools, caller: Caller, document: EntryDocument, slot: SlotName | null): Actor => {
  const actor = permitted(tools.rules, caller, subjectOf(document));
  if (!isLeaderSlot(slot)) return actor;
  const fitting = document.state.unitPath.flatMap((unit) =>
    caller.principal.posts.filter((post) => post.role === slot && post.unitId === unit),
  );
  return fitting[0] === undefined ? actor : { person: actor.person, post: fitting[0].id };
};
