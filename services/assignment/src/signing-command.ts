import { dayInShanghai } from '@daqidi/calendar';
import type { Actor } from '@daqidi/events';
import { mayEver } from '@daqidi/identity';
import { deadlineFrom, nearestOf, ownDaysLeft, ownDueAt } from '@daqidi/kernel';
import { byRule, type Command, type CommandInput } from '@daqidi/service';
import { type Resumption, type SigningTerms, turnOf } from './domain/countersign.js';
import type { EntryState } from './domain/entry.js';
import type { EntryFacts } from './domain/entry-facts.js';
import { heldUpBy } from './domain/held-up.js';
import type { Leaving } from './domain/recall.js';
import { isLeaderSlot, notFresh, unitOfTurn } from './domain/signing-turn.js';
import { hasWithdrawn } from './domain/withdrawal.js';
import { type AskedOfEntry, leadersAt, reachingAt } from './entry-command.js';
import { resumingAt } from './shared/deciding.js';
import { lettersOfficeOf } from './shared/letters-office.js';
import type { Tools } from './tools.js';

/** The post that a signature names: the one the slot asks for, in the nearest unit, where the caller holds it. */
export const bySigner = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const actor = byRule(tools, caller, undefined, subject);
  const slot = turnOf(document.state, tools.directory.policy(now).countersignOrder);
  if (!isLeaderSlot(slot)) return actor;
  const fitting = document.state.unitPath.flatMap((unit) =>
    caller.principal.posts.filter((post) => post.role === slot && post.unitId === unit),
  );
  return fitting[0] === undefined ? actor : { person: actor.person, post: fitting[0].id };
};

interface Known {
  readonly state: EntryState;
  readonly facts: EntryFacts;
}

/** Under which terms a slot is filled now. */
export const signingTerms = ({ directory }: Tools, { state, facts }: Known, now: number): SigningTerms => ({
  order: directory.policy(now).countersignOrder,
  clockFor: (slot) => deadlineFrom(directory, now, ({ signingWorkingDays }) => signingWorkingDays[slot]),
  ownDueAt: state.ownDays && ownDueAt(directory.calendar(), state.ownDays),
  heldUpBy: heldUpBy(state, facts),
  withdrew: hasWithdrawn(state, facts),
});

/** What the unit has left where its result is refused now: days of others' turns were not its own. */
export const resumptionAt = ({ directory }: Tools, { slots, ownDays }: EntryState, now: number): Resumption => {
  const signedAt = slots.find(({ slot }) => slot === 'HANDLER')?.at ?? new Date(now).toISOString();
  const own = ownDays ?? { from: dayInShanghai(now), left: 0 };
  const left = ownDaysLeft(directory.calendar(), own, signedAt);
  const clock = deadlineFrom(directory, now, ({ workingDaysAfterRefusal }) => Math.max(left, workingDaysAfterRefusal));
  return { clock, ownDaysLeft: left };
};

/** Who has the case when it leaves its unit now, and with what is left of its time. */
export const leavingAt = (tools: Tools, { state, facts: { scope } }: Known, now: number): Leaving => ({
  lettersOffice: (scope && lettersOfficeOf(tools.directory, scope)) ?? state.holderUnitId,
  resumption: resumptionAt(tools, state, now),
  resuming: resumingAt(tools, state, now),
});

/** The nearest unit with somebody who can reach the petitioner, from the place of the case upwards. */
const centreOf = (tools: Tools, facts: EntryFacts, now: number): string | null => {
  const { scope } = facts;
  return scope === null ? null : nearestOf(tools.directory, reachingAt(tools, facts, now), { scope, now });
};

/** Who has to see to the turn of signing now. */
export const unitOfTurnAt = (tools: Tools, { state, facts }: Known, now: number): string | null =>
  unitOfTurn(state, {
    slot: turnOf(state, tools.directory.policy(now).countersignOrder),
    leadersOf: leadersAt(tools, facts, now),
    centre: centreOf(tools, facts, now),
  });

/**
 * Whoever signs has proved who he is no longer ago than the policy says: a page that was left open signs nothing. Asked before anything
 * about the case, of which it says nothing, and only of those whose post ever signs: others hear that it is not theirs. RULE_VIOLATION.
 */
export const soonAfterSignIn = <Input extends CommandInput, Document>(
  command: Command<Tools, Input, Document>,
): Command<Tools, Input, Document> => ({
  ...command,
  run: async (tools, caller, input) => {
    const now = tools.clock.now();
    const { principal } = caller;
    const wrong = notFresh(principal.signedInAt ?? 0, now, tools.directory.policy(now).signInMinutesBeforeSigning);
    if (wrong !== null && mayEver(tools.rules, 'countersign.leader', principal)) throw tools.refusal(wrong.refused);
    return command.run(tools, caller, input);
  },
});
