import { type CaseAccess, caseAccess, latestScope, petitionersOf } from '@daqidi/kernel';
import type { CaseScope, Category, Desk, IntakeAppealSubmittedV1, Satisfaction, SlotName } from '@daqidi/schemas';
import type { Turn } from './turn.js';

export type Stage =
  | 'SUBMITTED'
  | 'SCREENING'
  | 'ASSESSING'
  | 'DISMISSED'
  | 'CONTESTED'
  | 'ASSIGNING'
  | 'ASSIGNED'
  | 'HANDLING'
  | 'SIGNING_OFF'
  | 'SEALING'
  | 'CLOSED'
  | 'WITHDRAWN';

/** Where one service's stream last put the case. */
export interface Step {
  readonly stage: Stage;
  readonly at: string;
  /** Of the service's own clock; null where none was started, and once it has ended. */
  readonly dueAt: string | null;
}

/** A verdict's part that lists show. */
interface Assessed {
  readonly category: Category;
  readonly subject: string;
}

/** Who has signed the result that is up for signing, and until when the next may take. */
interface Signing {
  readonly since: string;
  readonly signed: readonly SlotName[];
  readonly dueAt: string | null;
}

/** What each stream told; the row's visible fields follow from these parts, whatever the order of arrival. */
export interface CaseParts {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  /** As oversight stated it last; null while the submission's holds. */
  readonly scope: CaseScope | null;
  /** As confirmed at countersign, and the latest evaluation afterwards, which goes before it. */
  readonly confirmed: Satisfaction | null;
  readonly evaluated: Satisfaction | null;
  readonly tags: readonly string[];
  readonly triage: Step | null;
  /** Whose the review is; null when it is over. */
  readonly desk: Desk | null;
  /** Whether it waits for an answer from the desk of its place. */
  readonly consulting: boolean;
  /** The unit whose main leader was asked about a verdict, until he has decided. */
  readonly askedUnitId: string | null;
  /** Every unit that was asked so. */
  readonly asked: readonly string[];
  readonly assessed: Assessed | null;
  readonly assignment: Step | null;
  readonly unitId: string | null;
  readonly units: readonly string[];
  readonly handlerId: string | null;
  readonly signing: Signing | null;
  readonly round: number;
}

export const noParts: CaseParts = {
  submitted: null,
  scope: null,
  confirmed: null,
  evaluated: null,
  tags: [],
  triage: null,
  desk: null,
  consulting: false,
  askedUnitId: null,
  asked: [],
  assessed: null,
  assignment: null,
  unitId: null,
  units: [],
  handlerId: null,
  signing: null,
  round: 1,
};

/** Assignment has the last word, then triage: custody only moves that way. */
export const currentStep = (parts: CaseParts): Step | null => {
  const latest = parts.assignment ?? parts.triage;
  if (latest !== null) return latest;
  return parts.submitted === null ? null : { stage: 'SUBMITTED', at: parts.submitted.receivedAt, dueAt: null };
};

/** When the clock that runs now is due; null where none runs. The unit's own stands still while others sign. */
export const runningDueAt = (parts: CaseParts): string | null =>
  parts.assignment?.stage === 'SIGNING_OFF' ? (parts.signing?.dueAt ?? null) : (currentStep(parts)?.dueAt ?? null);

/** Whose turn it is, as far as the events say; null where it is a service's, or nobody's any more. */
export const turnOf = ({
  triage,
  desk,
  consulting,
  askedUnitId,
  assignment,
  unitId,
  handlerId,
  signing,
}: CaseParts): Turn | null => {
  switch (assignment?.stage) {
    case 'ASSIGNING':
      return { desk: 'LETTERS' };
    case 'ASSIGNED':
      return unitId === null ? null : { role: 'HANDLER', unitId };
    case 'HANDLING':
      return handlerId === null ? null : { personId: handlerId };
    case 'SIGNING_OFF':
      return signing;
    case undefined:
      if (triage === null || desk === null) return null;
      if (consulting) return { clerk: true };
      return askedUnitId === null ? { desk } : { role: 'MAIN_LEADER', unitId: askedUnitId };
    default:
      return null;
  }
};

/** Who has to do with the case of a row. */
export const accessOfRow = ({ submitted, scope, units, asked }: CaseParts): CaseAccess | null =>
  submitted === null
    ? null
    : caseAccess(latestScope(scope, submitted), {
        units: [...new Set([...units, ...asked])],
        persons: petitionersOf(submitted),
      });
