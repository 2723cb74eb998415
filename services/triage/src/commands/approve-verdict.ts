import { byLeader, caseCommand, leaderOf } from '../case-command.js';
import { approve, notApprovable } from '../domain/verdict.js';
import type { ApproveVerdictInput } from '../generated/schema.js';

export const approveVerdict = caseCommand<ApproveVerdictInput>({
  rule: 'triage.approve',
  by: byLeader,
  open: ({ state, facts, ...turn }) => notApprovable(state, facts, leaderOf(turn)),
  decide: ({ state, facts, ...turn }) => approve(state, facts, leaderOf(turn)),
});
