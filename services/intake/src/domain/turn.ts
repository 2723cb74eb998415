import type { Desk, SlotName } from '@daqidi/schemas';

/**
 * Whose decision, handling or signature a case waits for: a desk, whoever handles for a unit, one handler, a unit's main leader, the clerk
 * of its place, or
 * whoever signs next after those who have (at the moment at which the result was proposed the policy says in which order).
 */
export type Turn =
  | { readonly desk: Desk }
  | { readonly role: 'HANDLER' | 'MAIN_LEADER'; readonly unitId: string }
  | { readonly personId: string }
  | { readonly clerk: true }
  | { readonly signed: readonly SlotName[]; readonly since: string };

/** What a turn's key depends on besides the events that made it the turn. */
export interface Surroundings {
  /** Regions from the district down to the place. */
  readonly regionPath: readonly string[];
  /** The desk that acts for the letters office where the case is restricted; null where it is not. */
  readonly letters: Desk | null;
  /** The unit that has the case. */
  readonly unitId: string | null;
  /** Where the desk sits for this case. */
  seatOf(desk: Desk): string | undefined;
  roleOf(desk: Desk): string;
  orderAt(moment: string): readonly SlotName[];
}

/** Of a post's role in a unit or for a region. */
export const postKey = (role: string, id: string): string => `${role}:${id}`;
export const handlerKey = (person: string): string => `person:${person}`;
/** The petitioner's slot, and a question that waits for an answer: whoever reaches him from this place. */
export const petitionerTurn = 'PETITIONER';

/** One word for whose turn it is, which those whose turn it may be know of themselves (`shared/turn-keys.ts`); null where it is nobody's. */
export const turnKey = (turn: Turn | null, around: Surroundings): string | null => {
  if (turn === null) return null;
  if ('personId' in turn) return handlerKey(turn.personId);
  if ('clerk' in turn) return postKey(petitionerTurn, around.regionPath.at(-1) ?? '');
  if ('role' in turn) return postKey(turn.role, turn.unitId);
  const atDesk = (desk: Desk): string | null => {
    const seat = around.seatOf(desk);
    return seat === undefined ? null : postKey(around.roleOf(desk), seat);
  };
  if ('desk' in turn) return atDesk(turn.desk === 'LETTERS' ? (around.letters ?? 'LETTERS') : turn.desk);
  const slot = around.orderAt(turn.since).find((name) => !turn.signed.includes(name));
  if (slot === undefined) return null;
  if (slot === 'PETITIONER')
    return around.letters === null ? postKey(petitionerTurn, around.regionPath.at(-1) ?? '') : atDesk(around.letters);
  return around.unitId === null ? null : postKey(slot, around.unitId);
};
