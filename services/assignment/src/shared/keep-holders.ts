import { dayInShanghai } from '@daqidi/calendar';
import { isConflictedUnit } from '@daqidi/kernel';
import type { EntryEvent, EntryState } from '../domain/entry.js';
import type { EntryFacts } from '../domain/entry-facts.js';
import { succeed } from '../domain/succession.js';
import { leavingAt } from '../signing-command.js';
import type { Tools } from '../tools.js';
import { fitPathOf } from './fit-path.js';

const succession =
  (tools: Tools) =>
  (state: EntryState, facts: EntryFacts, _id: string, now: number): readonly EntryEvent[] => {
    const { directory } = tools;
    const { scope } = facts;
    return scope === null
      ? []
      : succeed(state, {
          isConflicted: (unitId) => isConflictedUnit(directory, scope, unitId, now),
          unitAfter: (unitId) => directory.unitAfter(unitId, now),
          pathOf: (unitId) => fitPathOf(directory, scope, unitId, now),
          leaving: leavingAt(tools, { state, facts }, now),
        });
  };

/**
 * Standing sweep: the directory changes without an event of the case. What is held by a unit that has ended goes on with who took over, and what
 * accuses somebody leaves a unit that has become one with him.
 */
export const keepHolders = async (tools: Tools): Promise<number> => {
  const { entries } = tools.model;
  const today = dayInShanghai(tools.clock.now());
  let changed = 0;
  for (const { id, validTo } of tools.directory.units())
    if (validTo !== null && validTo < today) changed += await entries.revisit('heldBy', succession(tools), { 'keys.held': id });
  return changed + (await entries.revisit('accusing', succession(tools)));
};
