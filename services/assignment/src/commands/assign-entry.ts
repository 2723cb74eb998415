import { handlingDeadline, takesFromLevel, unitOn } from '@daqidi/kernel';
import { assign, notAssignable } from '../domain/handle.js';
import { type AskedOfEntry, byDistributor, entryCommand, vacancyAt } from '../entry-command.js';
import type { AssignEntryInput } from '../generated/schema.js';
import { fitPathOf } from '../shared/fit-path.js';
import { leavingAt } from '../signing-command.js';
import type { EntryDocument } from '../subject.js';

/** Whether nobody is left for the next step in the unit that has it, or above. */
const waits = ({
  tools,
  state,
  facts,
  now,
}: Pick<AskedOfEntry, 'tools' | 'now'> & Pick<EntryDocument, 'state' | 'facts'>): boolean =>
  vacancyAt(tools, { state, facts }, now) !== null;

export const assignEntry = entryCommand<AssignEntryInput>({
  rule: 'entry.assign',
  by: byDistributor,
  open: (turn) => notAssignable(turn.state, waits(turn)),
  decide: ({ state, facts, input, now, tools }) => {
    const { directory } = tools;
    const { scope } = facts;
    const unit = unitOn(directory, input.unitId, now);
    const takes =
      unit !== null &&
      scope !== null &&
      takesFromLevel(unit, { level: state.opened?.book ?? 'DISTRICT', regionPath: scope.regionPath });
    return assign(state, {
      unitPath: takes ? fitPathOf(directory, scope, input.unitId, now) : null,
      clock: handlingDeadline(directory, now, state.opened?.category ?? 'RESOLUTION'),
      waits: waits({ tools, state, facts, now }),
      leaving: leavingAt(tools, { state, facts }, now),
    });
  },
});
