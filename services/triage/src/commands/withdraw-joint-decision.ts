import { refusalIn } from '@daqidi/service';
import { byPanel, caseCommand } from '../case-command.js';
import { withdrawJointly } from '../domain/joint-decision.js';
import { reviewingRoles } from '../domain/panel.js';
import type { WithdrawJointDecisionInput } from '../generated/schema.js';

export const withdrawJointDecision = caseCommand<WithdrawJointDecisionInput>({
  rule: 'triage.screen',
  by: byPanel(reviewingRoles),
  open: ({ state }) => refusalIn(withdrawJointly(state)),
  decide: ({ state }) => withdrawJointly(state),
});
