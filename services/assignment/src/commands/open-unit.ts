import { checkText, text } from '@daqidi/service';
import { openUnit as decide } from '../domain/units.js';
import type { OpenUnitInput } from '../generated/schema.js';
import { firstOrAgain, knownAt, sameUnitCommand, unitCreation, unitIdOf } from '../shared/directory-commands.js';

const spec = { rule: 'directory.state', texts: { reason: text(2, 1_000) } } as const;

const first = unitCreation<OpenUnitInput, 'reason'>({
  ...spec,
  decide: ({ tools, id, input: { name, kind, level, regionId, parentId = null, validFrom }, texts: { reason }, now }) =>
    decide(
      { id, name: checkText('name', name, 1, 60), kind, level, regionId, parentId, validFrom, validTo: null },
      knownAt(tools, now),
      reason,
    ),
});

const again = sameUnitCommand<OpenUnitInput, 'reason'>({
  ...spec,
  decide: () => ({ refused: 'directory.name-taken', field: 'name' }),
});

/** The same name in one region from one day on is one unit, whoever opens it, and how often. */
export const openUnit = firstOrAgain({
  first,
  again,
  isThere: async ({ model }, input) => (await model.units.collection.byId(unitIdOf(input))) !== null,
});
