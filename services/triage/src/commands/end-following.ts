import { text } from '@daqidi/service';
import { byPanel, caseCommand, reviewerOf } from '../case-command.js';
import { endFollowing as decide, notUndoing } from '../domain/following.js';
import { assessingRoles } from '../domain/panel.js';
import type { EndFollowingInput } from '../generated/schema.js';

export const endFollowing = caseCommand<EndFollowingInput, 'reason'>({
  rule: 'triage.assess',
  texts: { reason: text(5, 1_000) },
  by: byPanel(assessingRoles),
  open: (turn) => notUndoing(turn.state, turn.facts, reviewerOf(turn)),
  decide: ({ state, facts, texts, actor, post }) => decide(state, facts, reviewerOf({ actor, post }), texts.reason),
});
