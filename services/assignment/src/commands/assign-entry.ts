import { deadlineFrom, unitPathOf } from '@daqidi/kernel';
import { assign } from '../domain/handle.js';
import { byDistributor, entryCommand } from '../entry-command.js';
import type { AssignEntryInput } from '../generated/schema.js';

export const assignEntry = entryCommand<AssignEntryInput>({
  rule: 'entry.assign',
  by: byDistributor,
  decide: ({ state, input, now, tools: { directory } }) =>
    assign(
      state,
      unitPathOf(directory, input.unitId, now),
      deadlineFrom(directory, now, ({ handlingWorkingDays }) => handlingWorkingDays[state.opened?.category ?? 'RESOLUTION']),
    ),
});
