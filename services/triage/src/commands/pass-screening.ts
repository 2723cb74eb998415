import { deadlineFrom } from '@daqidi/kernel';
import { byPanel, caseCommand } from '../case-command.js';
import { screeningRoles } from '../domain/panel.js';
import { pass } from '../domain/screen.js';
import type { PassScreeningInput } from '../generated/schema.js';

export const passScreening = caseCommand<PassScreeningInput>({
  rule: 'triage.screen',
  by: byPanel(screeningRoles),
  decide: ({ state, id, post, now, tools }) =>
    pass(
      state,
      post?.role ?? '',
      id,
      deadlineFrom(tools.directory, now, ({ assessingWorkingDays }) => assessingWorkingDays),
    ),
});
