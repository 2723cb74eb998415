import { type CaseAccess, caseAccess, petitionersOf } from '@daqidi/kernel';
import type { TriageFacts, TriageState } from './triage-case.js';

/**
 * Who has to do with a case: whoever was given it later may read how it was assessed, and a government whose leader was asked about a
 * verdict reads what it was about.
 */
export const accessOf = ({ accepted, asked }: TriageState, { scope, submitted, units }: TriageFacts): CaseAccess | null => {
  if (accepted === null || scope === null) return null;
  const persons = submitted === null ? [] : petitionersOf(submitted);
  return caseAccess(scope, { units: [...new Set([...units, ...asked])], persons });
};
