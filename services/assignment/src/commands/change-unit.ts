import { type Command, text } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import type { RecordState } from '../domain/directory-state.js';
import { changeUnit as decide } from '../domain/units.js';
import type { ChangeUnitInput } from '../generated/schema.js';
import { changeIn, knownAt, unitCommand } from '../shared/directory-commands.js';
import type { Tools } from '../tools.js';

const change = unitCommand<ChangeUnitInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input, texts: { reason }, now }) => decide(state, changeIn(input), knownAt(tools, now), reason),
});

export const changeUnit: Command<Tools, ChangeUnitInput, AggregateDocument<RecordState<'UnitStated'>, null>> = {
  rule: change.rule,
  run: async (tools, caller, input) => {
    // A name is public and goes into no vault, where texts are checked before anything is looked for.
    changeIn(input);
    return change.run(tools, caller, input);
  },
};
