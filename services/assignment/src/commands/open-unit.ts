import { checkText, text } from '@daqidi/service';
import { openUnit as decide } from '../domain/units.js';
import type { OpenUnitInput } from '../generated/schema.js';
import { knownAt, unitCreation } from '../shared/directory-commands.js';

export const openUnit = unitCreation<OpenUnitInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, id, input: { name, kind, level, regionId, parentId = null, validFrom }, texts: { reason }, now }) =>
    decide(
      { id, name: checkText('name', name, 1, 60), kind, level, regionId, parentId, validFrom, validTo: null },
      knownAt(tools, now),
      reason,
    ),
});
