import { overtakenWithdrawal } from '@daqidi/kernel';
import type { Deadline, Refused, TextReference, TriageEvents } from '@daqidi/schemas';
import { exceptIn, reviewingRoles } from './panel.js';
import type { Reviewer } from './reviewer.js';
import type { Decision, TriageFacts, TriageState } from './triage-case.js';

const dayLength = 86_400_000;

export interface Contesting {
  readonly contested: TriageEvents['DismissalContested'];
  /** Somebody in office who types it for the petitioner, and whether the query code is his; null where he does it himself. */
  readonly centre: { readonly person: string; readonly shown: boolean } | null;
  /** Calendar days after the refusal. */
  readonly windowDays: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why nobody contests it now, or not this clerk for the petitioner (null where he does it himself). */
export const notContestable = (
  { stage, screening, contest: before }: TriageState,
  { takenInBy }: TriageFacts,
  { clerk, windowDays, now }: Pick<Contesting, 'windowDays' | 'now'> & { readonly clerk: string | null },
): Refused | null => {
  if (before !== null) return { refused: 'contest.once' };
  if (stage !== 'DISMISSED' || screening === null || now > Date.parse(screening.at) + windowDays * dayLength)
    return { refused: 'contest.window' };
  return clerk !== null && (clerk === takenInBy || clerk === screening.reviewer) ? { refused: 'countersign.involved' } : null;
};

/** A refusal is contested once, within a window; triage keeps the case (domain, 2.2). */
export const contest = (state: TriageState, facts: TriageFacts, { contested, centre, ...terms }: Contesting): Decision => {
  const wrong = notContestable(state, facts, { ...terms, clerk: centre?.person ?? null });
  if (wrong !== null) return wrong;
  if (centre !== null && !centre.shown) return { refused: 'countersign.code' };
  return [{ type: 'DismissalContested', v: 1, data: contested }];
};

/** Why this person does not decide on what was contested now. */
export const notDecidingContest = (state: TriageState, facts: TriageFacts, { person, role }: Reviewer): Refused | null => {
  if (state.stage !== 'CONTESTED') return { refused: 'triage.stage' };
  if (!reviewingRoles(state).includes(role)) return { refused: 'triage.panel' };
  return exceptIn(state, facts).includes(person) ? { refused: 'triage.taken-in' } : null;
};

/** Upheld, the first review goes on at this level; else the refusal stands for good. */
export const decideContest = (
  state: TriageState,
  facts: TriageFacts,
  reviewer: Reviewer,
  decision: {
    readonly appealId: string;
    readonly upholds: boolean;
    readonly explanation: TextReference;
    /** Of the first review. */
    readonly clock: Deadline;
  },
): Decision => {
  const { appealId, upholds, explanation, clock } = decision;
  const wrong = notDecidingContest(state, facts, reviewer);
  if (wrong !== null) return wrong;
  return upholds
    ? [{ type: 'ContestAccepted', v: 1, data: { appealId, explanation, clock } }]
    : [{ type: 'ContestRefused', v: 1, data: { appealId, explanation } }, ...overtakenWithdrawal(state.withdrawal, appealId)];
};
