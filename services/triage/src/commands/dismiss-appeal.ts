import { text } from '@daqidi/service';
import { byPanel, caseCommand } from '../case-command.js';
import { screeningRoles } from '../domain/panel.js';
import { dismiss } from '../domain/screen.js';
import type { DismissAppealInput } from '../generated/schema.js';

export const dismissAppeal = caseCommand<DismissAppealInput, 'explanation'>({
  rule: 'triage.screen',
  texts: { explanation: text(5, 2_000) },
  by: byPanel(screeningRoles),
  decide: ({ state, facts, id, input: { ground, duplicateOfId = null }, texts, actor, post }) =>
    dismiss(
      state,
      facts,
      { person: actor.person, role: post?.role ?? '' },
      { appealId: id, ground, duplicateOfId, explanation: texts.explanation },
    ),
});
