import { dayInShanghai } from '@daqidi/calendar';
import { readAccusation } from '@daqidi/kernel';
import { accuse, notAccusing } from '../domain/oversight.js';
import type { AddAccusedInput } from '../generated/schema.js';
import { oversightCommand } from '../oversight-command.js';
import { scopeAt } from '../shared/scope-with.js';

export const addAccused = oversightCommand<AddAccusedInput>({
  rule: 'oversight.accuse',
  open: ({ state, facts }) => notAccusing(state, facts),
  decide: ({ state, facts, id, input: { unitIds, officerIds, since }, now, tools: { directory } }) => {
    const added = readAccusation({ unitIds, officerIds, since }, directory, dayInShanghai(now));
    return 'refused' in added ? added : accuse(state, facts, id, added, scopeAt(directory, facts, now));
  },
});
