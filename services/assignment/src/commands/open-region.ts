import { checkText, text } from '@daqidi/service';
import { openRegion as decide } from '../domain/regions.js';
import type { OpenRegionInput } from '../generated/schema.js';
import {
  checkRegionCode,
  firstOrAgain,
  knownAt,
  regionCreation,
  regionIdOf,
  sameRegionCommand,
} from '../shared/directory-commands.js';

const spec = { rule: 'directory.state', texts: { reason: text(2, 1_000) } } as const;

const first = regionCreation<OpenRegionInput, 'reason'>({
  ...spec,
  decide: ({ tools, id, input: { name, level, code = null, parentRegionId: parentId, validFrom }, texts: { reason }, now }) =>
    decide(
      { id, name: checkText('name', name, 1, 60), level, code: checkRegionCode(code), parentId, validFrom, validTo: null },
      knownAt(tools, now),
      reason,
    ),
});

const again = sameRegionCommand<OpenRegionInput, 'reason'>({
  ...spec,
  decide: () => ({ refused: 'directory.name-taken', field: 'name' }),
});

/** The same name in one place from one day on is one region, whoever opens it, and how often. */
export const openRegion = firstOrAgain({
  first,
  again,
  isThere: async ({ model }, input) => (await model.regions.collection.byId(regionIdOf(input))) !== null,
});
