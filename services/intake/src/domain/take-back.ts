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

/**
 * What the centre signed or refused with his code he takes back himself, or against what is known of him (domain, 2.1). Of a signature on
 * which the case was closed meanwhile that says that it is not solved.
 */
export const takeBackCodeAct = (
  { takenBack }: AppealState,
  facts: AppealFacts,
  { appealId, act, centre, until, windowDays, now }: TakingBack,
): Decision => {
  const done = facts.assignment.codeAct;
  if (done === null || done.act !== act || now > until(done.at)) return { refused: 'code.window' };
  const reopens = isClosed(facts) && act === 'SIGNATURE' ? notSolved(facts, { appealId, reason: null, windowDays, now }) : null;
  if (isClosed(facts) && reopens === null) return { refused: 'code.window' };
  const { digest } = done;
  if (takenBack?.act === act && takenBack.digest === digest) return { refused: 'code.window' };
  if (centre !== null && !centre.shown) return { refused: 'code.against' };
  return [{ type: 'CodeActTakenBack', v: 1, data: { appealId, act, digest } }, ...(reopens === null ? [] : [reopens])];
};
