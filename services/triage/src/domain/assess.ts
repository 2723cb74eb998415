import { type Taker, takesAtLevel } from '@daqidi/kernel';
import type { Refused, TextReference, TriageAppealAssessedV1, TriageOpinionRecordedV1 } from '@daqidi/schemas';
import { proposeJointly } from './joint-decision.js';
import { assessingRoles, exceptIn } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';
import { followsOpinions } from './verdict.js';

const hasOpinionOf = ({ opinions }: TriageState, { person }: Reviewer): boolean =>
  opinions.some(({ reviewer }) => reviewer === person);

/** Why this person has no part in the second review now. */
export const misplaced = (state: TriageState, facts: TriageFacts, { person, role }: Reviewer): Refused | null => {
  if (state.stage !== 'ASSESSING') return { refused: 'triage.stage' };
  if (state.joint !== null) return { refused: 'joint.open' };
  if (!assessingRoles(state).includes(role)) return { refused: 'triage.panel' };
  if (state.screening?.reviewer === person) return { refused: 'triage.same-reviewer' };
  return exceptIn(state, facts).includes(person) ? { refused: 'triage.taken-in' } : null;
};

/** Why this person gives no opinion now. */
export const notAsked = (state: TriageState, facts: TriageFacts, reviewer: Reviewer): Refused | null => {
  const wrong = misplaced(state, facts, reviewer);
  if (wrong !== null) return wrong;
  return hasOpinionOf(state, reviewer) ? { refused: 'triage.opinion-once' } : null;
};

export const giveOpinion = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  opinion: TriageOpinionRecordedV1,
): Decision => {
  return notAsked(state, facts, reviewer) ?? [{ type: 'OpinionRecorded', v: 1, data: opinion }];
};

export interface Verdict {
  readonly assessment: Pick<
    TriageAppealAssessedV1,
    | 'appealId'
    | 'reasonableness'
    | 'reasonablePart'
    | 'category'
    | 'subject'
    | 'level'
    | 'grade'
    | 'proposedUnitId'
    | 'helperUnitIds'
    | 'commonProblem'
    | 'complex'
  >;
  /** Null where there is no such unit now. */
  readonly unit: Taker | null;
  /** Whether that unit is accused, or stands under one that is. */
  readonly unitAccused: boolean;
  /** Whether every unit that is to help exists and is in no conflict with the case. */
  readonly helpersFit: boolean;
  /** Of the case, as they were and as they are now. */
  readonly places: readonly string[];
  readonly subjectKnown: boolean;
  readonly opinionsNeeded: number;
  /** Why it differs from the majority of the opinions. */
  readonly reason: TextReference | null;
}

const unfit = (verdict: Verdict): Refused | null => {
  const { assessment, unit, unitAccused, subjectKnown, places } = verdict;
  if ((assessment.reasonableness === 'PARTLY_REASONABLE') !== (assessment.reasonablePart !== null))
    return { refused: 'triage.reasonable-part' };
  if (!subjectKnown) return { refused: 'triage.subject' };
  if (unitAccused) return { refused: 'triage.accused' };
  const matter = { level: assessment.level, regionPath: places };
  return unit !== null && takesAtLevel(unit, matter) ? unfitHelpers(verdict) : { refused: 'triage.unit' };
};

const mostHelpers = 10;

/** Whoever helps is not who leads. */
const unfitHelpers = ({ assessment, helpersFit }: Verdict): Refused | null => {
  const { helperUnitIds: units, proposedUnitId } = assessment;
  const isSet = new Set(units).size === units.length && units.length <= mostHelpers && !units.includes(proposedUnitId);
  return isSet && helpersFit ? null : { refused: 'triage.helper', field: 'helperUnitIds' };
};

/** Why this person gives no verdict now: whoever gives it has given an opinion, as have as many as it needs. */
export const notAssessing = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  opinionsNeeded: number,
): Refused | null => {
  const wrong = misplaced(state, facts, reviewer);
  if (wrong !== null) return wrong;
  if (!hasOpinionOf(state, reviewer)) return { refused: 'triage.own-opinion' };
  return state.opinions.length < opinionsNeeded ? { refused: 'triage.opinions' } : null;
};

/** What a restricted appeal is not judged to be without both supervision tracks: unreasonable, or no complaint (domain, 2.2). */
const turnsAgainst = ({ reasonableness, category }: Verdict['assessment']): boolean =>
  reasonableness === 'UNREASONABLE' || category !== 'COMPLAINT';

/**
 * The verdict of the panel; one against the majority of its opinions waits for the leader of its government or, about a restricted
 * appeal, for both supervision tracks (domain, 2.2).
 */
export const assess = (state: TriageState, facts: TriageFacts, reviewer: Reviewer, verdict: Verdict): Decision => {
  const wrong = notAssessing(state, facts, reviewer, verdict.opinionsNeeded) ?? unfit(verdict);
  if (wrong !== null || state.accepted === null || facts.scope === null) return wrong ?? { refused: 'triage.stage' };
  const { assessment, reason } = verdict;
  const { regionId } = state.accepted;
  const follows = followsOpinions(state, assessment.reasonableness);
  if (!follows && reason === null) return { refused: 'triage.differing' };
  const { appealId, ...terms } = assessment;
  if (facts.scope.restricted && (!follows || turnsAgainst(assessment)))
    return proposeJointly(state, { appealId, decision: 'VERDICT', dismissal: null, verdict: terms, reason });
  if (follows) return [{ type: 'AppealAssessed', v: 1, data: { ...assessment, regionId, ...facts.scope } }];
  if (reason === null || reviewer.unitId === null) return { refused: 'triage.differing' };
  return [{ type: 'VerdictProposed', v: 1, data: { ...assessment, unitId: reviewer.unitId, reason } }];
};
