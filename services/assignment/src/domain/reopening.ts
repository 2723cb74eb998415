import { type CaseClock, endClock, startClock } from '@daqidi/kernel';
import type { AssignmentEvents, Deadline, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, EntryEvent, EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';

export type ReopeningClock = CaseClock<'REOPENING', Deadline>;

/** What the petitioner said of a closed round, and what was decided. */
export interface Reopening {
  /** That was closed. */
  readonly round: number;
  readonly askedAt: string;
  readonly clock: ReopeningClock;
  readonly reopened: boolean | null;
  readonly decidedAt: string | null;
  readonly by: string | null;
  readonly reason: TextReference | null;
}

export const askedReopening = ({ round, clock }: AssignmentEvents['ReopeningAsked'], at: string): Reopening => ({
  round,
  askedAt: at,
  clock: startClock('REOPENING', clock),
  reopened: null,
  decidedAt: null,
  by: null,
  reason: null,
});

export const decidedReopening = (
  before: Reopening | null,
  decided: { readonly reopened: boolean; readonly at: string; readonly by: string; readonly reason: TextReference },
): Reopening | null => {
  const { reopened, at: decidedAt, by, reason } = decided;
  return before && { ...before, clock: endClock(before.clock) ?? before.clock, reopened, decidedAt, by, reason };
};

export const reopeningClock = ({ reopening }: Pick<EntryState, 'reopening'>): ReopeningClock | null => reopening?.clock ?? null;

/** A decision is due on what is said of the round that was closed last; once a round. */
export const heedNotSolved = (
  { stage, round, reopening }: EntryState,
  { notSolved }: EntryFacts,
  appealId: string,
  clock: Deadline,
): readonly EntryEvent[] =>
  notSolved === null || stage !== 'CLOSED' || notSolved.round !== round || reopening?.round === round
    ? []
    : [{ type: 'ReopeningAsked', v: 1, data: { appealId, round, clock } }];

const closedRound = ({ round, result, slots, closedAt }: EntryState): AssignmentEvents['AppealReopened']['before'] | null =>
  result === null || closedAt === null
    ? null
    : {
        round,
        resultId: result.resultId,
        outcome: result.outcome,
        text: result.text,
        part: result.part,
        record: result.record,
        digest: result.digest,
        closedAt,
        slots: slots.map(({ slot, form, by: { person, post }, at, satisfaction, evidence }) => ({
          slot,
          form,
          person,
          post,
          at,
          satisfaction,
          evidence,
        })),
      };

/** Why there is nothing to decide about its reopening. */
export const noReopening = ({ stage, round, reopening }: EntryState): Refused | null =>
  stage !== 'CLOSED' || reopening?.round !== round || reopening.reopened !== null ? { refused: 'reopening.none' } : null;

/** The next round has the full days of its category (domain, 2.3); the one before stays as it was. */
export const decideReopening = (
  state: EntryState,
  decision: {
    readonly appealId: string;
    readonly reopens: boolean;
    readonly reason: TextReference;
    readonly clock: Deadline;
  },
): Decision => {
  const { round, holderUnitId: unitId } = state;
  const { appealId, reopens, reason, clock } = decision;
  const before = closedRound(state);
  const wrong = noReopening(state);
  if (wrong !== null) return wrong;
  if (!reopens) return [{ type: 'ReopeningRefused', v: 1, data: { appealId, round, reason } }];
  if (before === null || unitId === null) return { refused: 'reopening.none' };
  return [{ type: 'AppealReopened', v: 1, data: { appealId, unitId, round: round + 1, reason, clock, before } }];
};
