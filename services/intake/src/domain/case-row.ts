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
  /** Which desk decides what the unit asked of its sender; null where nothing is asked. */
  readonly decidingDesk: Desk | null;
  readonly signing: Signing | null;
  /** What the petitioner has asked of whoever has it and is not answered: to open it again, to withdraw. */
  readonly asksFor: 'REOPENING' | 'WITHDRAWAL' | null;
  readonly round: number;
  /** Of each service's own clocks, those that have ended. */
  readonly ended: Readonly<Record<'triage' | 'assignment', EndedClocks>>;
}

/** What stays of clocks that have ended. */
export interface EndedClocks {
  /** When the last one that ended on its due day, or later, was due. */
  readonly dueAt: string | null;
  /** When the last one that was past its due date ended. */
  readonly lateAt: string | null;
}

const noneEnded: EndedClocks = { dueAt: null, lateAt: null };

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
  decidingDesk: null,
  signing: null,
  asksFor: null,
  round: 1,
  ended: { triage: noneEnded, assignment: noneEnded },
};

/** Assignment has the last word, then triage: custody only moves that way. */
export const currentStep = (parts: CaseParts): Step | null => {
  const latest = parts.assignment ?? parts.triage;
  if (latest !== null) return latest;
  return parts.submitted === null ? null : { stage: 'SUBMITTED', at: parts.submitted.receivedAt, dueAt: null };
};

/** When the clock of a service is due, by what it said itself. The unit's own stands still while others sign. */
const dueAtOf = (service: 'triage' | 'assignment', { triage, assignment, signing }: CaseParts): string | null => {
  if (service === 'triage') return triage?.dueAt ?? null;
  return assignment?.stage === 'SIGNING_OFF' ? (signing?.dueAt ?? null) : (assignment?.dueAt ?? null);
};

/** When the clock that runs now is due; null where none runs. */
export const runningDueAt = (parts: CaseParts): string | null =>
  dueAtOf(parts.assignment === null ? 'triage' : 'assignment', parts);

/** The later of two moments. */
const later = (one: string | null, other: string | null): string | null => (one === null || (other ?? '') > one ? other : one);

/** When the last clock that ended on its due day, or late, was due; null where the one that runs is due on that day too. */
export const wasDueAt = (parts: CaseParts): string | null => {
  const ended = later(parts.ended.triage.dueAt, parts.ended.assignment.dueAt);
  const running = runningDueAt(parts);
  return running === ended ? null : ended;
};

/** When the last clock that was past its due date ended. */
export const caughtUpAt = ({ ended }: CaseParts): string | null => later(ended.triage.lateAt, ended.assignment.lateAt);

/** Milliseconds; clocks are due at the end of a day. */
const aDay = 86_400_000;

/** What moves the due date of a clock and ends none: derived anew, extended, stood still. */
const movesDueDate: ReadonlySet<string> = new Set(['ClockRederived', 'HandlingExtended', 'HandlingPaused', 'HandlingResumed']);

/**
 * Remembers the service's clock that an event ended: on its due day, or late. A date that was derived anew ends nothing. Each service's
 * events come in their order, and say nothing of another's clocks: the result is the same in any order of services.
 */
export const rememberEnded = (
  before: CaseParts,
  after: CaseParts,
  { service, type, time }: { readonly service: string; readonly type: string; readonly time: string },
): CaseParts => {
  if ((service !== 'triage' && service !== 'assignment') || movesDueDate.has(type)) return after;
  const dueAt = dueAtOf(service, before);
  if (dueAt === null || dueAt === dueAtOf(service, after) || Date.parse(time) <= Date.parse(dueAt) - aDay) return after;
  const { lateAt } = before.ended[service];
  return { ...after, ended: { ...after.ended, [service]: { dueAt, lateAt: time > dueAt ? time : lateAt } } };
};

/** Whose turn it is, as far as the events say; null where it is a service's, or nobody's any more. */
export const turnOf = ({
  triage,
  desk,
  consulting,
  askedUnitId,
  assignment,
  unitId,
  handlerId,
  decidingDesk,
  signing,
  asksFor,
}: CaseParts): Turn | null => {
  // Decided before the work goes on: it may have been for nothing.
  const leads = asksFor === 'WITHDRAWAL' && unitId !== null ? ({ role: 'MAIN_LEADER', unitId } as const) : null;
  switch (assignment?.stage) {
    case 'ASSIGNING':
      return { desk: 'LETTERS' };
    case 'ASSIGNED':
      if (leads !== null || decidingDesk !== null) return leads ?? { desk: decidingDesk ?? 'LETTERS' };
      return unitId === null ? null : { role: 'HANDLER', unitId };
    case 'HANDLING':
      if (leads !== null || decidingDesk !== null) return leads ?? { desk: decidingDesk ?? 'LETTERS' };
      return handlerId === null ? null : { personId: handlerId };
    case 'SIGNING_OFF':
      return signing;
    case 'CLOSED':
      return asksFor === 'REOPENING' ? { desk: 'LETTERS' } : null;
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
