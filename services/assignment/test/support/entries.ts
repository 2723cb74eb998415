import type { Deadline, SlotName } from '@daqidi/schemas';
import type { Answers } from '../../src/domain/closing.js';
import type { EntryState } from '../../src/domain/entry.js';
import { noFollowing } from '../../src/domain/following.js';

/** A clock of twenty working days that began on a Monday. */
export const clock = {
  startedOn: '2026-03-02',
  workingDays: 20,
  dueSoonAt: '2026-03-25T15:59:59.999Z',
  dueAt: '2026-03-30T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};
export const text = { vaultId: 'v', commitment: 'sm3:x' };
/** The slots in the order in which they are filled. */
export const order: readonly SlotName[] = ['HANDLER', 'PETITIONER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'];
/** Under which a slot is filled while the unit's own days last. */
export const terms = {
  order,
  clockFor: () => ({ ...clock, workingDays: 2 }),
  ownDueAt: clock.dueAt,
  heldUpBy: null,
  withdrew: false,
};
/** What a result says. */
export const solved = {
  resultId: 'r',
  round: 1,
  outcome: 'SOLVED',
  part: null,
  record: null,
  text,
  digest: 'sm3:d',
} as const;
/** Under which a result is stated in time. */
export const proposing = { terms, takesLong: false, lists: { causes: [], measures: [] }, today: '2026-03-02' };
/** What is left to the unit after a refusal that took no time. */
export const resumption = { clock, ownDaysLeft: 20 };
/** Every service lets the case be closed. */
export const agreedTo = ({ round, closingsAsked: number }: EntryState): Answers => {
  const answer = { round, number, heads: [] };
  return { intake: answer, triage: answer, supervision: answer };
};
/** Facts of a case whose petitioner has not asked to withdraw. */
export const unasked = {
  deskAnswer: null,
  deskDigest: null,
  wish: null,
  notSolved: null,
  following: noFollowing,
  review: { answered: 0, withdrew: false },
};

export const leaving = { lettersOffice: 'u-letters', resumption, resuming: null };

/** That this unit, and those above it, are to have a case; `waits`: for a post that nobody holds where it is. */
export const naming = (unitPath: readonly string[] | null, first: Deadline = clock, waits = false) => ({
  unitPath,
  clock: first,
  accepting: first,
  waits,
  leaving,
});
