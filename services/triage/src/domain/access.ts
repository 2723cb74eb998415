import { type CaseAccess, caseAccess } from '@daqidi/kernel';
import type { TriageFacts, TriageState } from './triage-case.js';

/**
 * Who has to do with a case: whoever was given it later may read how it was assessed, and the government whose leader is asked about a
 * verdict reads what it is about.
 */
export const accessOf = ({ accepted, proposal }: TriageState, { submitted, units }: TriageFacts): CaseAccess | null => {
  if (accepted === null) return null;
  const asked = proposal === null ? [] : [proposal.verdict.unitId];
  const persons = submitted === null ? [] : [submitted.petitioner.personId];
  return caseAccess(accepted, { units: [...new Set([...units, ...asked])], persons });
};
