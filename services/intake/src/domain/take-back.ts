import { type AppealFacts, type AppealState, type CodeAct, type Decision, isClosed } from './appeal.js';
import type { AtCentre } from './withdraw.js';

export interface TakingBack {
  readonly appealId: string;
  readonly act: CodeAct['act'];
  readonly centre: AtCentre | null;
  /** Until when what was done at this moment (ISO 8601) can be taken back, ms since the epoch. */
  until(doneAt: string): number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What the centre signed or refused with his code he takes back himself, or against what is known of him, while it is open (domain, 2.1). */
export const takeBackCodeAct = (
  { takenBack }: AppealState,
  facts: AppealFacts,
  { appealId, act, centre, until, now }: TakingBack,
): Decision => {
  const done = facts.assignment.codeAct;
  if (done === null || done.act !== act || isClosed(facts) || now > until(done.at)) return { refused: 'code-act.window' };
  const { digest } = done;
  if (takenBack?.act === act && takenBack.digest === digest) return { refused: 'code-act.window' };
  if (centre !== null && !centre.shown) return { refused: 'code.against' };
  return [{ type: 'CodeActTakenBack', v: 1, data: { appealId, act, digest } }];
};
