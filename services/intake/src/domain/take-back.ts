import type { Refused } from '@daqidi/schemas';
import { type AppealFacts, type AppealState, type CodeAct, type Decision, isClosed } from './appeal.js';
import { notSolved } from './not-solved.js';
import type { AtCentre } from './withdraw.js';

export interface TakingBack {
  readonly appealId: string;
  readonly act: CodeAct['act'];
  readonly centre: AtCentre | null;
  /** Until when what was done at this moment (ISO 8601) can be taken back, ms since the epoch. */
  until(doneAt: string): number;
  /** Calendar days after closing in which a case can be reopened. */
  readonly windowDays: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Of a signature on which the case was closed meanwhile that says that it is not solved. */
const reopening = (facts: AppealFacts, { appealId, windowDays, now }: Pick<TakingBack, 'appealId' | 'windowDays' | 'now'>) =>
  notSolved(facts, { appealId, reason: null, windowDays, now });

/** Why this act is not taken back now. */
export const notTakingBack = (
  { takenBack }: AppealState,
  facts: AppealFacts,
  { act, ...terms }: Omit<TakingBack, 'centre'>,
): Refused | null => {
  const done = facts.assignment.codeAct;
  if (done === null || done.act !== act || terms.now > terms.until(done.at)) return { refused: 'code.window' };
  if (isClosed(facts) && (act !== 'SIGNATURE' || reopening(facts, terms) === null)) return { refused: 'code.window' };
  return takenBack?.act === act && takenBack.digest === done.digest ? { refused: 'code.window' } : null;
};

/**
 * What the centre signed or refused with his code he takes back himself, or against what is known of him (domain, 2.1). Of a signature on
 * which the case was closed meanwhile that says that it is not solved.
 */
export const takeBackCodeAct = (state: AppealState, facts: AppealFacts, { centre, ...terms }: TakingBack): Decision => {
  const { appealId, act } = terms;
  const done = facts.assignment.codeAct;
  const wrong = notTakingBack(state, facts, terms);
  if (wrong !== null || done === null) return wrong ?? { refused: 'code.window' };
  const { digest } = done;
  const reopens = isClosed(facts) ? reopening(facts, terms) : null;
  if (centre !== null && !centre.shown) return { refused: 'code.against' };
  return [{ type: 'CodeActTakenBack', v: 1, data: { appealId, act, digest } }, ...(reopens === null ? [] : [reopens])];
};
