import { text } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { giveOpinion, notAsked } from '../domain/assess.js';
import { assessingRoles } from '../domain/panel.js';
import type { RecordOpinionInput } from '../generated/schema.js';

/** It names no version and moves none: colleagues who vote at once do not conflict. */
export const recordOpinion = caseCommand<RecordOpinionInput, 'text'>({
  rule: 'triage.assess',
  texts: { text: text(1, 2_000) },
  by: byPanel(assessingRoles),
  open: (turn) => notAsked(turn.state, turn.facts, reviewerOf(turn)),
  decide: ({ state, facts, id, input: { reasonableness }, texts, actor, post }) => {
    return giveOpinion(state, facts, reviewerOf({ actor, post }), {
      appealId: id,
      office: post?.office ?? null,
      reasonableness,
      text: texts.text,
    });
  },
});
