import { type CaseAccess, caseAccess, latestScope, petitionersOf } from '@daqidi/kernel';
import type { AppealFacts, AppealState } from './appeal.js';

/** Who has to do with an appeal: its petitioner, every unit that had it, and a government whose leader was asked about a verdict. */
export const accessOf = ({ submitted }: AppealState, { scope, triage, assignment }: AppealFacts): CaseAccess | null =>
  submitted === null
    ? null
    : caseAccess(latestScope(scope, submitted), {
        units: [...new Set([...assignment.units, ...triage.asked])],
        persons: petitionersOf(submitted),
      });
