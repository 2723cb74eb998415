import type { Refused, TextReference } from '@daqidi/schemas';
import { type AppealEvent, type AppealFacts, type AppealState, type Decision, hasWithdrawn } from './appeal.js';
import { type AtCentre, isInvolved } from './withdraw.js';

const dayLength = 86_400_000;

export interface NotSolved {
  readonly appealId: string;
  readonly reason: TextReference | null;
  /** Calendar days after closing. */
  readonly windowDays: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is said of the round that was closed last; null where none is, or its time has passed. */
export const notSolved = (
  { assignment }: AppealFacts,
  { appealId, reason, windowDays, now }: NotSolved,
): (AppealEvent & { readonly type: 'NotSolvedReported' }) | null => {
  const closed = assignment.closed.at(-1);
  if (closed === undefined || closed.round < assignment.round || now > Date.parse(closed.at) + windowDays * dayLength)
    return null;
  return { type: 'NotSolvedReported', v: 1, data: { appealId, round: closed.round, reason } };
};

/** Why it is not said now, or not by this clerk for the petitioner (null where he says it himself). */
export const notReportable = (
  state: AppealState,
  facts: AppealFacts,
  report: NotSolved,
  clerk: string | null,
): Refused | null => {
  if (hasWithdrawn(facts)) return { refused: 'intake.withdrawn' };
  const said = notSolved(facts, report);
  if (said === null) return { refused: 'unsolved.window' };
  if (state.notSolvedRound >= said.data.round) return { refused: 'unsolved.once' };
  return clerk !== null && isInvolved(state, facts, clerk) ? { refused: 'countersign.involved' } : null;
};

/** Inside the window that asks for reopening (domain, 2.1); once a round, by himself or by his query code. */
export const reportNotSolved = (state: AppealState, facts: AppealFacts, report: NotSolved, centre: AtCentre | null): Decision => {
  const wrong = notReportable(state, facts, report, centre?.person ?? null);
  const said = notSolved(facts, report);
  if (wrong !== null || said === null) return wrong ?? { refused: 'unsolved.window' };
  if (centre !== null && !centre.shown) return { refused: 'countersign.code' };
  return [said];
};
