import type { WithdrawalWish } from '@daqidi/kernel';
import type { CaseScope, IntakeAppealSubmittedV1, IntakeEvents, TriageAppealAssessedV1 } from '@daqidi/schemas';
import type { Answers } from './closing.js';
import { type FollowingKnown, noFollowing } from './following.js';
import type { OrdersAbout } from './orders.js';
import { noTracks, type TracksAbout } from './tracks.js';

/** What others told; each part is written by one stream alone, of the orders each its own. */
export interface EntryFacts {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  /** The official who took it in; null where the petitioner handed it in himself. */
  readonly takenInBy: string | null;
  readonly assessed: TriageAppealAssessedV1 | null;
  /** What was answered and confirmed at a desk last. */
  readonly deskAnswer: IntakeEvents['DeskAnswerSigned'] | null;
  /** Of the answer that the panel let stand: the verdict is the desk's. */
  readonly deskDigest: string | null;
  readonly orders: OrdersAbout;
  readonly tracks: TracksAbout;
  /** What services said to the last request to close; the heads of their streams stay with the closing. */
  readonly answers: Answers;
  /** The highest that was stated. */
  readonly scope: CaseScope | null;
  /** The petitioner's latest request to withdraw. */
  readonly wish: WithdrawalWish | null;
  /** The latest round of which the petitioner says that it has not solved it. */
  readonly notSolved: { readonly round: number } | null;
  /** Who follows whom about the same matter. */
  readonly following: FollowingKnown;
  /** What the review said to such requests. */
  readonly review: {
    /** The latest that it answered; 0 where none. */
    readonly answered: number;
    /** Whether it accepted one of a complaint, which goes on. */
    readonly withdrew: boolean;
  };
}

export const noFacts: EntryFacts = {
  submitted: null,
  assessed: null,
  deskAnswer: null,
  deskDigest: null,
  takenInBy: null,
  orders: {},
  tracks: noTracks,
  answers: {},
  scope: null,
  wish: null,
  notSolved: null,
  following: noFollowing,
  review: { answered: 0, withdrew: false },
};
