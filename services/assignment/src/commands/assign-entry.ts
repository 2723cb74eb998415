import { handlingDeadline, placesOf, takesFromLevel, turnDeadline, unitOn } from '@daqidi/kernel';
import { assign, notAssignable } from '../domain/handle.js';
import { byDistributor, entryCommand, vacancyAt } from '../entry-command.js';
import type { AssignEntryInput } from '../generated/schema.js';
import { fitPathOf } from '../shared/fit-path.js';
import { leavingAt } from '../signing-command.js';

export const assignEntry = entryCommand<AssignEntryInput>({
  rule: 'entry.assign',
  by: byDistributor,
  open: (turn) => notAssignable(turn.state, vacancyAt(turn.tools, turn, turn.now) !== null),
  decide: ({ state, facts, input, now, tools }) => {
    const { directory } = tools;
    const { scope } = facts;
    const category = state.opened?.category ?? 'RESOLUTION';
    const unit = unitOn(directory, input.unitId, now);
    const takes =
      unit !== null &&
      scope !== null &&
      takesFromLevel(unit, { level: state.opened?.book ?? 'DISTRICT', regionPath: placesOf(directory, scope.regionPath, now) });
    return assign(state, {
      unitPath: takes ? fitPathOf(directory, scope, input.unitId, now) : null,
      clock: handlingDeadline(directory, now, category),
      accepting: turnDeadline(directory, now, category, ({ acceptingWorkingDays }) => acceptingWorkingDays),
      waits: vacancyAt(tools, { state, facts }, now) !== null,
      leaving: leavingAt(tools, { state, facts }, now),
    });
  },
});
