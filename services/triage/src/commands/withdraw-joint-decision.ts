import { byPanel, caseCommand } from '../case-command.js';
import { withdrawJointly } from '../domain/joint-decision.js';
import { assessingRoles, screeningRoles } from '../domain/panel.js';
import type { WithdrawJointDecisionInput } from '../generated/schema.js';

export const withdrawJointDecision = caseCommand<WithdrawJointDecisionInput>({
  rule: 'triage.screen',
  by: byPanel((state) => (state.stage === 'ASSESSING' ? assessingRoles(state) : screeningRoles(state))),
  decide: ({ state }) => withdrawJointly(state),
});
