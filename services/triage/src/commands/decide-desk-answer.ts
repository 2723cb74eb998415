import { deadlineFrom } from '@daqidi/kernel';
import { type AsCommand, optionalText } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { decideDeskAnswer as decide, notDecidingAnswer } from '../domain/desk-answer.js';
import { screeningRoles } from '../domain/panel.js';
import type { DecideDeskAnswerInput } from '../generated/schema.js';

/** One of the panel's daily batch. */
export const decideDeskAnswer = caseCommand<AsCommand<DecideDeskAnswerInput>, 'reason'>({
  rule: 'triage.screen',
  texts: { reason: optionalText(1_000) },
  by: byPanel(screeningRoles),
  open: (turn) => notDecidingAnswer(turn.state, turn.facts, reviewerOf(turn)),
  decide: ({ state, facts, input: { digest, accepts }, texts: { reason }, actor, post, now, tools: { directory, subjects } }) => {
    const receivedAt = Date.parse(facts.submitted?.receivedAt ?? '') || now;
    return decide(state, facts, reviewerOf({ actor, post }), {
      digest,
      accepts,
      reason,
      subjectKnown: subjects.get(facts.answer?.subject ?? '') !== undefined,
      clock: deadlineFrom(directory, receivedAt, ({ screeningWorkingDays }) => screeningWorkingDays),
    });
  },
});
