import { deadlineFrom } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notSplittable, proposeSplit } from '../domain/decide-split.js';
import type { SplitAppealInput } from '../generated/schema.js';
import { byReacher } from '../shared/by-reacher.js';

export const splitAppeal = appealCommand<SplitAppealInput, 'complaintText' | 'ordinaryText'>({
  rule: 'split.propose',
  texts: { complaintText: text(2, 4_000), ordinaryText: text(2, 4_000) },
  by: byReacher,
  open: ({ state, facts }) => notSplittable(state, facts),
  decide: ({ state, facts, id: appealId, texts: { complaintText: complaint, ordinaryText: ordinary }, now, tools }) => {
    const clock = deadlineFrom(tools.directory, now, ({ splitWorkingDays }) => splitWorkingDays);
    return proposeSplit(state, facts, { appealId, complaint, ordinary, clock });
  },
});
