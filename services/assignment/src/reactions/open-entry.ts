import type { Directory } from '@daqidi/directory';
import { deadlineFrom, handlingDeadline, isConflictedUnit, turnDeadline, withReplacedCode, withScope } from '@daqidi/kernel';
import type { CaseScope, TriageAppealAssessedV1 } from '@daqidi/schemas';
import { type Heard, type Listener, on } from '@daqidi/service';
import type { EntryFacts } from '../domain/entry-facts.js';
import { tellAnswered } from '../domain/following.js';
import { type Opening, open } from '../domain/open.js';
import { recall } from '../domain/recall.js';
import { fitPathOf } from '../shared/fit-path.js';
import { heedWithdrawal } from '../shared/heed-withdrawal.js';
import { lettersOfficeOf } from '../shared/letters-office.js';
import { leavingAt } from '../signing-command.js';
import type { Tools } from '../tools.js';

/** From the day on which a desk received what it answered. */
const startOf = ({ deskDigest, submitted }: EntryFacts, now: number): number =>
  deskDigest === null || submitted === null ? now : Date.parse(submitted.receivedAt);

interface Known {
  readonly directory: Directory;
  readonly assessed: TriageAppealAssessedV1;
  readonly scope: CaseScope;
  readonly facts: EntryFacts;
  readonly now: number;
}

const openingOf = ({ directory, assessed, scope, facts, now }: Known): Opening => ({
  lettersOffice: lettersOfficeOf(directory, scope) ?? assessed.proposedUnitId,
  proposed: fitPathOf(directory, scope, directory.unitAfter(assessed.proposedUnitId, now), now),
  clock: handlingDeadline(directory, startOf(facts, now), assessed.category),
  accepting: turnDeadline(directory, now, assessed.category, ({ acceptingWorkingDays }) => acceptingWorkingDays),
  assigning: deadlineFrom(directory, now, ({ assigningWorkingDays }) => assigningWorkingDays),
  signing: deadlineFrom(directory, now, ({ signingWorkingDays }) => signingWorkingDays.LEADER_IN_CHARGE),
});

/** Learns the submission and the verdict, and opens the entry as soon as both are known. */
export const openEntry = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  const learning = (
    event: Heard<'intake', 'AppealSubmitted' | 'DeskAnswerSigned'> | Heard<'triage', 'DeskAnswerAccepted' | 'AppealAssessed'>,
    learn: (facts: EntryFacts) => EntryFacts,
  ): Promise<void> =>
    model.entries.react(event.data.appealId, event, {
      learn,
      decide: (state, facts, now) => {
        const { assessed, scope } = facts;
        if (assessed === null || scope === null) return [];
        const opened = open(state, facts, openingOf({ directory, assessed, scope, facts, now }));
        // With the case comes what its petitioner asked for and the review has not answered.
        if (opened.length === 0) return [];
        const { appealId } = assessed;
        return [
          ...opened,
          ...tellAnswered({ ...state, stage: 'ASSIGNING' }, facts, appealId),
          ...heedWithdrawal(tools, { state, facts }, appealId, 'HERE', now),
        ];
      },
    });
  return [
    on('intake', 'AppealSubmitted', (event) =>
      learning(event, (facts) => {
        const takenInBy = event.actor.post === null ? null : event.actor.person;
        return withScope({ ...facts, submitted: event.data, takenInBy }, event.data);
      }),
    ),
    on('intake', 'DeskAnswerSigned', (event) => learning(event, (facts) => ({ ...facts, deskAnswer: event.data }))),
    on('triage', 'DeskAnswerAccepted', (event) => learning(event, (facts) => ({ ...facts, deskDigest: event.data.digest }))),
    on('intake', 'QueryCodeReplaced', (event) =>
      model.entries.react(event.data.appealId, event, {
        learn: (facts) => ({ ...facts, submitted: facts.submitted && withReplacedCode(facts.submitted, event.data) }),
        decide: () => [],
      }),
    ),
    on('supervision', 'ScopeStated', (event) =>
      model.entries.react(event.data.appealId, event, {
        learn: (facts) => withScope(facts, event.data),
        decide: (state, facts, now) => {
          const { scope } = facts;
          return scope === null
            ? []
            : recall(state, (unitId) => isConflictedUnit(directory, scope, unitId, now), leavingAt(tools, { state, facts }, now));
        },
      }),
    ),
    on('triage', 'AppealAssessed', (event) => learning(event, (facts) => ({ ...facts, assessed: event.data }))),
  ];
};
