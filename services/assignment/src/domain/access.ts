import { type CaseAccess, caseAccess } from '@daqidi/kernel';
import type { EntryState } from './entry.js';

/** Who has to do with an entry: all units that ever held it may see it, the holder and those above act on it. */
export const accessOf = ({ opened, units, unitPath }: EntryState): CaseAccess | null =>
  opened === null
    ? null
    : caseAccess(opened, { units: [...units, opened.holderUnitId], holders: unitPath, persons: [opened.petitionerId] });
