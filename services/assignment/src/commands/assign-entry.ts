import { handlingDeadline, takesFromLevel, unitOn } from '@daqidi/kernel';
import { assign, notAssignable } from '../domain/handle.js';
import { byDistributor, entryCommand } from '../entry-command.js';
import type { AssignEntryInput } from '../generated/schema.js';
import { fitPathOf } from '../shared/fit-path.js';

export const assignEntry = entryCommand<AssignEntryInput>({
  rule: 'entry.assign',
  by: byDistributor,
  open: ({ state }) => notAssignable(state),
  decide: ({ state, facts: { scope }, input, now, tools: { directory } }) => {
    const unit = unitOn(directory, input.unitId, now);
    const takes =
      unit !== null &&
      scope !== null &&
      takesFromLevel(unit, { level: state.opened?.book ?? 'DISTRICT', regionPath: scope.regionPath });
    return assign(
      state,
      takes ? fitPathOf(directory, scope, input.unitId, now) : null,
      handlingDeadline(directory, now, state.opened?.category ?? 'RESOLUTION'),
    );
  },
});
