import { type CaseAccess, caseAccess } from '@daqidi/kernel';
import type { TriageFacts, TriageState } from './triage-case.js';

/** Who has to do with a case: whoever was given it later may read how it was assessed. */
export const accessOf = ({ accepted }: TriageState, { scope, submitted, units }: TriageFacts): CaseAccess | null =>
  accepted === null || scope === null
    ? null
    : caseAccess(scope, { units, persons: submitted === null ? [] : [submitted.petitioner.personId] });
