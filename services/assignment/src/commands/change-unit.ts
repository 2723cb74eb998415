import { checkOptionalText, text } from '@daqidi/service';
import { changeUnit as decide } from '../domain/units.js';
import type { ChangeUnitInput } from '../generated/schema.js';
import { knownAt, unitCommand } from '../shared/directory-commands.js';

export const changeUnit = unitCommand<ChangeUnitInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input: { name, validTo = null }, texts: { reason }, now }) =>
    decide(state, { name: checkOptionalText('name', name, 60), validTo }, knownAt(tools, now), reason),
});
