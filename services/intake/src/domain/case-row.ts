import { type CaseAccess, caseAccess, latestScope } from '@daqidi/kernel';
import type { CaseScope, IntakeAppealSubmittedV1, Satisfaction } from '@daqidi/schemas';

export type Stage =
  | 'SUBMITTED'
  | 'SCREENING'
  | 'ASSESSING'
  | 'DISMISSED'
  | 'ASSIGNING'
  | 'ASSIGNED'
  | 'HANDLING'
  | 'SIGNING_OFF'
  | 'CLOSED';

/** Where one service's stream last put the case. */
export interface Step {
  readonly stage: Stage;
  readonly at: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
}

/** What each stream told; the row's visible fields follow from these parts, whatever the order of arrival. */
export interface CaseParts {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  /** As oversight stated it last; null while the submission's holds. */
  readonly scope: CaseScope | null;
  /** As confirmed at countersign, and the latest evaluation afterwards, which goes before it. */
  readonly confirmed: Satisfaction | null;
  readonly evaluated: Satisfaction | null;
  readonly triage: Step | null;
  readonly assignment: Step | null;
  readonly unitId: string | null;
  readonly units: readonly string[];
}

export const noParts: CaseParts = {
  submitted: null,
  scope: null,
  confirmed: null,
  evaluated: null,
  triage: null,
  assignment: null,
  unitId: null,
  units: [],
};

/** Assignment has the last word, then triage: custody only moves that way. */
export const currentStep = (parts: CaseParts): Step | null => {
  const latest = parts.assignment ?? parts.triage;
  if (latest !== null) return latest;
  return parts.submitted === null ? null : { stage: 'SUBMITTED', at: parts.submitted.receivedAt, dueAt: null, overdue: false };
};

/** Who has to do with the case of a row. */
export const accessOfRow = ({ submitted, scope, units }: CaseParts): CaseAccess | null =>
  submitted === null ? null : caseAccess(latestScope(scope, submitted), { units, persons: [submitted.petitioner.personId] });
