import { deadlineFrom } from '@daqidi/kernel';
import { assign } from '../domain/handle.js';
import { byDistributor, entryCommand } from '../entry-command.js';
import { fitPathOf } from '../fit-path.js';
import type { AssignEntryInput } from '../generated/schema.js';

export const assignEntry = entryCommand<AssignEntryInput>({
  rule: 'entry.assign',
  by: byDistributor,
  decide: ({ state, facts, input, now, tools: { directory } }) =>
    assign(
      state,
      facts.scope === null ? null : fitPathOf(directory, facts.scope, input.unitId, now),
      deadlineFrom(directory, now, ({ handlingWorkingDays }) => handlingWorkingDays[state.opened?.category ?? 'RESOLUTION']),
    ),
});
