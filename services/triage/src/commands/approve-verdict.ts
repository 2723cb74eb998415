import { byLeader, caseCommand } from '../case-command.js';
import { approve } from '../domain/verdict.js';
import type { ApproveVerdictInput } from '../generated/schema.js';

export const approveVerdict = caseCommand<ApproveVerdictInput>({
  rule: 'triage.approve',
  by: byLeader,
  decide: ({ state, facts, actor: { person }, post }) => approve(state, facts, { person, unitId: post?.unitId ?? null }),
});
