import { armedAt, latestScope } from '@daqidi/kernel';
import type { IntakeEvents, Refused, TextReference } from '@daqidi/schemas';
import { type AppealEvent, type AppealFacts, type AppealState, custodianOf, type Decision, isClosed } from './appeal.js';
import { type AtCentre, isInvolved } from './withdraw.js';

/** When the petitioner's time is over, ms since the epoch. */
export const splitDueAt = ({ split }: AppealState): number | null => armedAt(split?.clock ?? null);

/** Why nothing is split now. */
export const notSplittable = ({ submitted, split }: AppealState, facts: AppealFacts): Refused | null => {
  const restricted = submitted !== null && latestScope(facts.scope, submitted).restricted;
  if (!restricted || custodianOf(facts) !== 'TRIAGE' || isClosed(facts)) return { refused: 'split.custody' };
  return split?.status === 'PROPOSED' || split?.status === 'APPROVED' ? { refused: 'split.open' } : null;
};

/** A restricted appeal that is under review; one proposal at a time. It stays the complaint. */
export const proposeSplit = (
  state: AppealState,
  facts: AppealFacts,
  proposal: Omit<IntakeEvents['SplitProposed'], 'number'>,
): Decision =>
  notSplittable(state, facts) ?? [{ type: 'SplitProposed', v: 1, data: { ...proposal, number: (state.split?.number ?? 0) + 1 } }];

export interface SplitAnswer {
  readonly appealId: string;
  readonly approves: boolean;
  readonly reason: TextReference | null;
  readonly centre: AtCentre | null;
}

/** Why nothing waits for the petitioner's approval, or not for this clerk to type it (null where he does it himself). */
export const notDecidingSplit = (state: AppealState, facts: AppealFacts, clerk: string | null): Refused | null => {
  const { split } = state;
  if (split?.status !== 'PROPOSED' || isClosed(facts)) return { refused: 'split.none' };
  if (clerk !== null && isInvolved(state, facts, clerk)) return { refused: 'countersign.involved' };
  return clerk !== null && clerk === split.proposedBy ? { refused: 'countersign.recorder' } : null;
};

/** Nothing is split that the petitioner does not approve of; whoever proposed it does not type his answer. */
export const decideSplit = (state: AppealState, facts: AppealFacts, answer: SplitAnswer): Decision => {
  const { split } = state;
  const { appealId, approves, reason, centre } = answer;
  const wrong = notDecidingSplit(state, facts, centre?.person ?? null);
  if (wrong !== null || split === null) return wrong ?? { refused: 'split.none' };
  if (centre !== null && !centre.shown) return { refused: 'countersign.code' };
  const { number } = split;
  if (approves) return [{ type: 'SplitApproved', v: 1, data: { appealId, number } }];
  return reason === null ? { refused: 'split.reason' } : [{ type: 'SplitRefused', v: 1, data: { appealId, number, reason } }];
};

/** He has not answered in time: it lapses. */
export const lapseSplit = ({ split, submitted }: AppealState): readonly AppealEvent[] =>
  split === null || submitted === null
    ? []
    : [{ type: 'SplitLapsed', v: 1, data: { appealId: submitted.appealId, number: split.number } }];
