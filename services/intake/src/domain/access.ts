import { type CaseAccess, caseAccess, latestScope } from '@daqidi/kernel';
import type { AppealFacts, AppealState } from './appeal.js';

/** Who has to do with an appeal: its petitioner, and every unit that had it. */
export const accessOf = ({ submitted }: AppealState, { scope, assignment }: AppealFacts): CaseAccess | null =>
  submitted === null
    ? null
    : caseAccess(latestScope(scope, submitted), { units: assignment.units, persons: [submitted.petitioner.personId] });
