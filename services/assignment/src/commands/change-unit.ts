import { text } from '@daqidi/service';
import { changeUnit as decide } from '../domain/units.js';
import type { ChangeUnitInput } from '../generated/schema.js';
import { changeIn, checkedBefore, knownAt, unitCommand } from '../shared/directory-commands.js';

export const changeUnit = checkedBefore(
  unitCommand<ChangeUnitInput, 'reason'>({
    rule: 'directory.state',
    texts: { reason: text(2, 1_000) },
    decide: ({ tools, state, input, texts: { reason }, now }) => decide(state, changeIn(input), knownAt(tools, now), reason),
  }),
  changeIn,
);
