import { deadlineFrom, takesFromLevel, unitOn, unitPathOf } from '@daqidi/kernel';
import { assign } from '../domain/handle.js';
import { entryCommand } from '../entry-command.js';
import type { AssignEntryInput } from '../generated/schema.js';

export const assignEntry = entryCommand<AssignEntryInput>({
  rule: 'entry.assign',
  decide: ({ state, input, now, tools: { directory } }) => {
    const unit = unitOn(directory, input.unitId, now);
    const { book: level, regionPath } = state.opened ?? { book: 'DISTRICT', regionPath: [] };
    const takes = unit !== null && takesFromLevel(unit, { level, regionPath });
    return assign(
      state,
      takes ? unitPathOf(directory, input.unitId, now) : null,
      deadlineFrom(directory, now, ({ handlingWorkingDays }) => handlingWorkingDays[state.opened?.category ?? 'RESOLUTION']),
    );
  },
});
