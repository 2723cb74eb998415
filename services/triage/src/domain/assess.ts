import { isBarred, type Taker, takesAtLevel } from '@daqidi/kernel';
import type { Refused, TextReference, TriageAppealAssessedV1, TriageOpinionRecordedV1 } from '@daqidi/schemas';
import { assessingRoles } from './panel.js';
import type { Decision, TriageState } from './triage-case.js';
import { followsOpinions } from './verdict.js';

interface Reviewer {
  readonly person: string;
  readonly role: string;
  /** Of the post: the panel's government. */
  readonly unitId: string | null;
}

const misplaced = (state: TriageState, { person, role }: Reviewer): Refused | null => {
  if (state.stage !== 'ASSESSING') return { refused: 'triage.stage' };
  if (!assessingRoles(state).includes(role)) return { refused: 'triage.panel' };
  return state.screening?.reviewer === person ? { refused: 'triage.same-reviewer' } : null;
};

export const giveOpinion = (state: TriageState, reviewer: Reviewer, opinion: TriageOpinionRecordedV1): Decision => {
  const wrong = misplaced(state, reviewer);
  if (wrong !== null) return wrong;
  if (state.opinions.some((given) => given.reviewer === reviewer.person)) return { refused: 'triage.opinion-once' };
  return [{ type: 'OpinionRecorded', v: 1, data: opinion }];
};

export interface Verdict {
  readonly assessment: Pick<
    TriageAppealAssessedV1,
    'appealId' | 'reasonableness' | 'reasonablePart' | 'category' | 'subject' | 'level' | 'grade' | 'proposedUnitId'
  >;
  /** Null where there is no such unit now. */
  readonly unit: Taker | null;
  readonly subjectKnown: boolean;
  readonly opinionsNeeded: number;
  /** Why it differs from the majority of the opinions. */
  readonly reason: TextReference | null;
}

const unfit = (state: TriageState, { assessment, unit, subjectKnown, opinionsNeeded }: Verdict): Refused | null => {
  const { accepted } = state;
  if (state.opinions.length < opinionsNeeded) return { refused: 'triage.opinions' };
  if (accepted?.restricted && assessment.reasonableness === 'UNREASONABLE') return { refused: 'triage.oversight' };
  if ((assessment.reasonableness === 'PARTLY_REASONABLE') !== (assessment.reasonablePart !== null))
    return { refused: 'triage.reasonable-part' };
  if (assessment.category === 'COMPLAINT' || assessment.category === 'CONSULTATION') return { refused: 'triage.category' };
  if (!subjectKnown) return { refused: 'triage.subject' };
  if (accepted !== null && isBarred(accepted, assessment.proposedUnitId)) return { refused: 'triage.accused' };
  const matter = { level: assessment.level, regionPath: accepted?.regionPath ?? [] };
  return unit !== null && takesAtLevel(unit, matter) ? null : { refused: 'triage.unit' };
};

/** Whoever gives the verdict has given an opinion. */
const unheard = ({ opinions }: TriageState, { person }: Reviewer): Refused | null =>
  opinions.some(({ reviewer }) => reviewer === person) ? null : { refused: 'triage.own-opinion' };

/** The verdict of the panel; one against the majority of its opinions waits for the leader of its government (domain, 2.2). */
export const assess = (state: TriageState, reviewer: Reviewer, verdict: Verdict): Decision => {
  const wrong = misplaced(state, reviewer) ?? unheard(state, reviewer) ?? unfit(state, verdict);
  if (wrong !== null || state.accepted === null) return wrong ?? { refused: 'triage.stage' };
  const { assessment, reason } = verdict;
  const { regionId, regionPath, barred, restricted } = state.accepted;
  if (followsOpinions(state, assessment.reasonableness))
    return [{ type: 'AppealAssessed', v: 1, data: { ...assessment, regionId, regionPath, barred, restricted } }];
  if (restricted) return { refused: 'triage.both-tracks' };
  if (reason === null || reviewer.unitId === null) return { refused: 'triage.differing' };
  return [{ type: 'VerdictProposed', v: 1, data: { ...assessment, unitId: reviewer.unitId, reason } }];
};
