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

/** The round that was closed last; null where one is open. */
const lastClosed = ({ assignment }: AppealFacts) => {
  const closed = assignment.closed.at(-1);
  return closed === undefined || closed.round < assignment.round ? null : closed;
};

/** What is said of the round that was closed last; null where none is, or its time has passed. */
export const notSolved = (
  facts: AppealFacts,
  { appealId, reason, windowDays, now }: NotSolved,
): (AppealEvent & { readonly type: 'NotSolvedReported' }) | null => {
  const closed = lastClosed(facts);
  if (closed === null || now > Date.parse(closed.at) + windowDays * dayLength) return null;
  return { type: 'NotSolvedReported', v: 1, data: { appealId, round: closed.round, reason } };
};

/** Why it is not said now, or not by this clerk for the petitioner (null where he says it himself). */
export const notReportable = (state: AppealState, facts: AppealFacts, clerk: string | null): Refused | null => {
  if (hasWithdrawn(facts)) return { refused: 'intake.withdrawn' };
  const closed = lastClosed(facts);
  if (closed === null) return { refused: 'unsolved.window' };
  if ((state.notSolved?.round ?? 0) >= closed.round) return { refused: 'unsolved.once' };
  return clerk !== null && isInvolved(state, facts, clerk) ? { refused: 'countersign.involved' } : null;
};

/** Inside the window that asks for reopening, afterwards it is a new appeal (domain, 2.1); once a round, by himself or by his query code. */
export const reportNotSolved = (
  state: AppealState,
  facts: AppealFacts,
  report: NotSolved & { readonly reason: TextReference },
  centre: AtCentre | null,
): Decision => {
  const wrong = notReportable(state, facts, centre?.person ?? null);
  const closed = lastClosed(facts);
  if (wrong !== null || closed === null) return wrong ?? { refused: 'unsolved.window' };
  if (centre !== null && !centre.shown) return { refused: 'countersign.code' };
  const { appealId, reason } = report;
  return [notSolved(facts, report) ?? { type: 'AppealBroughtAgain', v: 1, data: { appealId, round: closed.round, reason } }];
};
