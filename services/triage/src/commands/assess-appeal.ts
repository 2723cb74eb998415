import { isConflictedUnit, membersOf, placesOf, unitOn } from '@daqidi/kernel';
import { optionalText } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { assess, notAssessing } from '../domain/assess.js';
import { assessingRoles, exceptIn } from '../domain/panel.js';
import type { TriageFacts, TriageState } from '../domain/triage-case.js';
import type { AssessAppealInput } from '../generated/schema.js';
import type { Tools } from '../tools.js';

interface Reviewing {
  readonly tools: Tools;
  readonly state: TriageState;
  readonly facts: TriageFacts;
  readonly now: number;
}

/** As many as the policy asks for; a desk of one gives one opinion. */
const opinionsNeeded = ({ tools: { directory }, state, facts, now }: Reviewing): number => {
  const { scope } = facts;
  const members = scope === null ? [] : membersOf(directory, state.desk, { scope, now, except: exceptIn(state, facts) });
  return Math.min(directory.policy(now).opinionsBeforeVerdict, Math.max(1, members.length));
};

export const assessAppeal = caseCommand<AssessAppealInput, 'reasonablePart' | 'differingReason'>({
  rule: 'triage.assess',
  texts: { reasonablePart: optionalText(1_000), differingReason: optionalText(1_000) },
  by: byPanel(assessingRoles),
  open: (turn) => notAssessing(turn.state, turn.facts, reviewerOf(turn), opinionsNeeded(turn)),
  decide: ({ state, facts, id, input, texts, actor, post, now, tools }) => {
    const { directory, subjects } = tools;
    const { reasonableness, category, subject, level, grade, proposedUnitId } = input;
    const helperUnitIds = [...(input.helperUnitIds ?? [])];
    const [commonProblem, complex] = [input.commonProblem ?? false, input.complex ?? false];
    const { reasonablePart, differingReason: reason } = texts;
    const { scope } = facts;
    return assess(state, facts, reviewerOf({ actor, post }), {
      assessment: {
        appealId: id,
        reasonableness,
        reasonablePart,
        category,
        subject,
        level,
        grade,
        proposedUnitId,
        helperUnitIds,
        commonProblem,
        complex,
      },
      helpersFit: helperUnitIds.every(
        (unit) => unitOn(directory, unit, now) !== null && !(scope !== null && isConflictedUnit(directory, scope, unit, now)),
      ),
      places: placesOf(directory, scope?.regionPath ?? [], now),
      unit: unitOn(directory, proposedUnitId, now),
      unitAccused: scope !== null && isConflictedUnit(directory, scope, proposedUnitId, now),
      subjectKnown: subjects.get(subject) !== undefined,
      opinionsNeeded: opinionsNeeded({ tools, state, facts, now }),
      reason,
    });
  },
});
