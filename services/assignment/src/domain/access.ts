import { type CaseAccess, caseAccess, latestScope } from '@daqidi/kernel';
import type { EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

/** Who has to do with an entry: all units that ever held it may see it, the holder and those above act on it. */
export const accessOf = ({ opened, units, unitPath }: EntryState, { scope }: EntryFacts): CaseAccess | null =>
  opened === null
    ? null
    : caseAccess(latestScope(scope, opened), {
        units: [...units, opened.holderUnitId],
        holders: unitPath,
        persons: opened.representatives ?? [opened.petitionerId],
      });
