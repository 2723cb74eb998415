import type { Refused, TriageAppealAssessedV1, TriageOpinionRecordedV1 } from '@daqidi/schemas';
import { assessingRoles, exceptIn } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

const misplaced = (state: TriageState, facts: TriageFacts, { person, role }: Reviewer): Refused | null => {
  if (state.stage !== 'ASSESSING') return { refused: 'triage.stage' };
  if (!assessingRoles(state).includes(role)) return { refused: 'triage.panel' };
  if (state.screening?.reviewer === person) return { refused: 'triage.same-reviewer' };
  return exceptIn(state, facts).includes(person) ? { refused: 'triage.taken-in' } : null;
};

export const giveOpinion = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  opinion: TriageOpinionRecordedV1,
): Decision => {
  const wrong = misplaced(state, facts, reviewer);
  if (wrong !== null) return wrong;
  if (state.opinions.some((given) => given.reviewer === reviewer.person)) return { refused: 'triage.opinion-once' };
  return [{ type: 'OpinionRecorded', v: 1, data: opinion }];
};

/** What the directory says of the unit that the panel proposes. */
export interface ProposedUnit {
  readonly level: string;
  readonly regionId: string;
}

export interface Verdict {
  readonly assessment: Pick<
    TriageAppealAssessedV1,
    'appealId' | 'reasonableness' | 'reasonablePart' | 'category' | 'subject' | 'level' | 'grade' | 'proposedUnitId'
  >;
  /** Null where there is no such unit now. */
  readonly unit: ProposedUnit | null;
  /** Whether that unit is accused, or stands under one that is. */
  readonly unitAccused: boolean;
  readonly subjectKnown: boolean;
  readonly opinionsNeeded: number;
}

const unfit = (state: TriageState, { scope }: TriageFacts, verdict: Verdict): Refused | null => {
  const { assessment, unit, unitAccused, subjectKnown, opinionsNeeded } = verdict;
  if (state.opinions.length < opinionsNeeded) return { refused: 'triage.opinions' };
  if (scope?.restricted && assessment.reasonableness === 'UNREASONABLE') return { refused: 'triage.oversight' };
  if ((assessment.reasonableness === 'PARTLY_REASONABLE') !== (assessment.reasonablePart !== null))
    return { refused: 'triage.reasonable-part' };
  if (assessment.category === 'COMPLAINT' || assessment.category === 'CONSULTATION') return { refused: 'triage.category' };
  if (!subjectKnown) return { refused: 'triage.subject' };
  if (unitAccused) return { refused: 'triage.accused' };
  const fits = unit !== null && unit.level === assessment.level && (scope?.regionPath ?? []).includes(unit.regionId);
  return fits ? null : { refused: 'triage.unit' };
};

export const assess = (state: TriageState, facts: TriageFacts, reviewer: Reviewer, verdict: Verdict): Decision => {
  const wrong = misplaced(state, facts, reviewer) ?? unfit(state, facts, verdict);
  if (wrong !== null || state.accepted === null || facts.scope === null) return wrong ?? { refused: 'triage.stage' };
  const { regionId } = state.accepted;
  return [{ type: 'AppealAssessed', v: 1, data: { ...verdict.assessment, regionId, ...facts.scope } }];
};
