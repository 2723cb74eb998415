import type { CaseScope, Deadline, IntakeEvents, Refused, TextReference } from '@daqidi/schemas';
import { exceptIn, screeningRoles } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageEvent, TriageFacts, TriageState } from './triage-case.js';

const isBeforeReview = ({ stage, screening, joint }: TriageState): boolean =>
  stage === 'SCREENING' && screening === null && joint === null;

/**
 * A claimed consultation goes past the panels to the desk of its place (domain, 2.1); not where somebody is accused, and where no desk
 * has anybody for it. Once: what has been sent to the panels stays with them.
 */
export const place = (
  state: TriageState,
  { claimed, scope }: TriageFacts,
  unitId: string | null,
  clock: Deadline,
): readonly TriageEvent[] => {
  if (!claimed || unitId === null || !isBeforeReview(state) || state.accepted === null || scope === null) return [];
  if (scope.restricted || state.consultingUnitId !== null || state.deskAnswer !== null) return [];
  return [{ type: 'ConsultationPlaced', v: 1, data: { appealId: state.accepted.appealId, unitId, clock } }];
};

/** The answer has both signatures: it waits for the panel, whoever had the question. Without effect where the review has gone on. */
export const receive = (
  state: TriageState,
  { scope }: TriageFacts,
  { appealId, digest }: Pick<IntakeEvents['DeskAnswerSigned'], 'appealId' | 'digest'>,
  clock: Deadline,
): readonly TriageEvent[] =>
  isBeforeReview(state) && state.deskAnswer === null && scope !== null && !scope.restricted
    ? [{ type: 'DeskAnswerReceived', v: 1, data: { appealId, digest, clock } }]
    : [];

/** What the desk may not know of any more is the panels', whose clock begins now. */
export const takeFromDesk = (state: TriageState, scope: CaseScope | null, clock: Deadline): readonly TriageEvent[] =>
  scope?.restricted && state.accepted !== null && (state.consultingUnitId !== null || state.deskAnswer !== null)
    ? [{ type: 'ConsultationReturned', v: 1, data: { appealId: state.accepted.appealId, reason: null, clock } }]
    : [];

/** Why there is nothing at a desk that could be returned. */
export const notAtDesk = ({ consultingUnitId }: TriageState): Refused | null =>
  consultingUnitId === null ? { refused: 'desk.none' } : null;

/** Whoever has it at the desk finds it to be none. */
export const returnToPanel = (state: TriageState, appealId: string, reason: TextReference, clock: Deadline): Decision =>
  notAtDesk(state) ?? [{ type: 'ConsultationReturned', v: 1, data: { appealId, reason, clock } }];

export interface DeskDecision {
  readonly digest: string;
  readonly accepts: boolean;
  readonly reason: TextReference | null;
  readonly subjectKnown: boolean;
  /** From receipt, should it be refused. */
  readonly clock: Deadline;
}

/** Why this person does not decide on a desk's answer now. */
export const notDecidingAnswer = (state: TriageState, facts: TriageFacts, { person, role }: Reviewer): Refused | null => {
  if (state.stage !== 'SCREENING' || state.deskAnswer === null) return { refused: 'desk.none' };
  if (!screeningRoles(state).includes(role)) return { refused: 'triage.panel' };
  return exceptIn(state, facts).includes(person) ? { refused: 'triage.taken-in' } : null;
};

/** One of the panel's daily batch: what stands leaves triage as the desk stated it, what does not is an ordinary appeal (domain, 2.1). */
export const decideDeskAnswer = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  { digest, accepts, reason, subjectKnown, clock }: DeskDecision,
): Decision => {
  const wrong = notDecidingAnswer(state, facts, reviewer);
  const { accepted } = state;
  const { answer, scope } = facts;
  if (wrong !== null || accepted === null || scope === null) return wrong ?? { refused: 'desk.none' };
  if (state.deskAnswer !== digest || answer?.digest !== digest) return { refused: 'desk.digest' };
  const { appealId, regionId } = accepted;
  if (!accepts)
    return reason === null
      ? { refused: 'desk.reason', field: 'reason' }
      : [{ type: 'DeskAnswerRefused', v: 1, data: { appealId, digest, reason, clock } }];
  if (!subjectKnown) return { refused: 'triage.subject' };
  const { category, subject, level, unitId: proposedUnitId } = answer;
  const verdict = {
    reasonableness: 'REASONABLE' as const,
    reasonablePart: null,
    category,
    subject,
    level,
    grade: 'D1' as const,
    proposedUnitId,
    helperUnitIds: [],
    commonProblem: false,
    complex: false,
  };
  return [
    { type: 'DeskAnswerAccepted', v: 1, data: { appealId, digest } },
    { type: 'AppealAssessed', v: 1, data: { appealId, regionId, ...scope, ...verdict } },
  ];
};
