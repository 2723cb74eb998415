import {
  type CaseClock,
  endClock,
  evolveWithdrawal,
  openWithdrawal,
  ranOut,
  startClock,
  underTerms,
  type Withdrawal,
  type WithdrawalWish,
  warned,
  withWithdrawalClock,
} from '@daqidi/kernel';
import type {
  CaseScope,
  Deadline,
  Desk,
  IntakeAppealSubmittedV1,
  IntakeEvents,
  NewEventOf,
  Reasonableness,
  Refused,
  TextReference,
  TriageEvents,
} from '@daqidi/schemas';
import type { Follower, Following } from './following.js';

/** What triage says about an appeal. */
export type TriageEvent = NewEventOf<'triage'>;
export type Decision = readonly TriageEvent[] | Refused;

/** One review's clock. */
export type ReviewClock = CaseClock<'SCREENING' | 'ASSESSING' | 'CONTEST', Deadline>;

export interface Recorded {
  readonly at: string;
  readonly actor: { readonly person: string; readonly post: string | null };
}

type Accepted = TriageEvents['AppealAccepted'];

export interface Screening {
  readonly passed: boolean;
  readonly reviewer: string;
  /** Under which he refused; null where both tracks have agreed to it. */
  readonly post: string | null;
  readonly at: string;
  readonly ground: TriageEvents['AppealDismissed']['ground'] | null;
  readonly explanation: TextReference | null;
  /** The first appeal about the matter, with DUPLICATE_OF. */
  readonly duplicateOfId: string | null;
}

/** What the desk answered and the petitioner confirmed. */
export type ConfirmedAnswer = IntakeEvents['DeskAnswerSigned'];

/** How the petitioner contested a refusal. */
export interface Contest {
  readonly at: string;
  readonly reason: TextReference;
  readonly upheld: boolean | null;
  readonly decidedAt: string | null;
  readonly by: string | null;
  readonly explanation: TextReference | null;
}

export interface Opinion {
  readonly reviewer: string;
  readonly office: TriageEvents['OpinionRecorded']['office'];
  readonly reasonableness: Reasonableness;
  readonly text: TextReference;
  readonly at: string;
}

/** A verdict against the majority of the opinions. */
export interface Proposal {
  readonly verdict: TriageEvents['VerdictProposed'];
  readonly reviewer: string;
  readonly at: string;
  /** The leader who let it stand. */
  readonly approvedBy: string | null;
}

/** What needs both supervision tracks (domain, 2.4). */
export interface JointDecision {
  readonly proposed: TriageEvents['JointDecisionProposed'];
  readonly reviewer: string;
  readonly at: string;
  /** Whether both have agreed, and it is carried out. */
  readonly agreed: boolean;
}

/** Why a verdict differs from the majority, and who let it stand. */
export interface Approved {
  readonly by: string;
  readonly reason: TextReference;
}

export interface TriageState {
  readonly stage: 'NONE' | 'SCREENING' | 'ASSESSING' | 'ASSESSED' | 'DISMISSED' | 'CONTESTED' | 'WITHDRAWN';
  readonly accepted: Accepted | null;
  /** Whose review it is, or was last. */
  readonly desk: Desk;
  readonly clock: ReviewClock | null;
  /** The unit whose desk a claimed consultation waits at, past the panels; null where it does not. */
  readonly consultingUnitId: string | null;
  /** Of an answer from the desk that waits for the panel's daily batch. */
  readonly deskAnswer: string | null;
  readonly screening: Screening | null;
  readonly opinions: readonly Opinion[];
  /** The day on which those who are missing were reminded last, Asia/Shanghai. */
  readonly remindedOn: string | null;
  /** A verdict against the majority, until the leader has decided or the panel gives another. */
  readonly proposal: Proposal | null;
  /** Waits for both supervision tracks: nothing that it would contradict is done meanwhile. */
  readonly joint: JointDecision | null;
  /** How many there were. */
  readonly jointDecisions: number;
  /** Units whose leaders were asked about a verdict. */
  readonly asked: readonly string[];
  readonly assessment:
    | (TriageEvents['AppealAssessed'] & { readonly reviewer: string; readonly at: string; readonly approved: Approved | null })
    | null;
  /** The latest request to withdraw that was this review's to decide. */
  readonly withdrawal: Withdrawal | null;
  /** Once at most. */
  readonly contest: Contest | null;
  /** Another petitioner's, about the same matter. */
  readonly following: Following | null;
}

/** What intake and assignment told. */
export interface TriageFacts {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  /** The highest that was stated. */
  readonly scope: CaseScope | null;
  /** Whether it has ever accused anybody: then it has the two tracks for good (domain, 2.4). */
  readonly accuses: boolean;
  /** The official who took it in; null where the petitioner handed it in himself. */
  readonly takenInBy: string | null;
  /** Whether it was handed in as a consultation. */
  readonly claimed: boolean;
  /** The latest that the petitioner confirmed. */
  readonly answer: ConfirmedAnswer | null;
  /** Units that had the case, and those above them. */
  readonly units: readonly string[];
  /** Whether it was closed, or withdrawn, after the review. */
  readonly closed: boolean;
  /** Whether it was withdrawn after the review. */
  readonly withdrawn: boolean;
  /** Who follows this one, the oldest first. */
  readonly followers: readonly Follower[];
  /** Which of them leads since this one does not. */
  readonly successorId: string | null;
  /** The petitioner's latest request to withdraw. */
  readonly wish: WithdrawalWish | null;
}

export const noCase: TriageState = {
  stage: 'NONE',
  accepted: null,
  desk: 'VILLAGE',
  clock: null,
  consultingUnitId: null,
  deskAnswer: null,
  screening: null,
  opinions: [],
  proposal: null,
  joint: null,
  jointDecisions: 0,
  asked: [],
  assessment: null,
  withdrawal: null,
  contest: null,
  following: null,
  remindedOn: null,
};
export const noFacts: TriageFacts = {
  submitted: null,
  scope: null,
  accuses: false,
  takenInBy: null,
  claimed: false,
  answer: null,
  units: [],
  closed: false,
  withdrawn: false,
  followers: [],
  successorId: null,
  wish: null,
};

export const evolve = (
  state: TriageState,
  event: TriageEvent & { readonly time: string; readonly actor: Recorded['actor'] },
): TriageState => {
  const at = event.time;
  // What both tracks have agreed to is the decision of whoever proposed it.
  const reviewer = state.joint?.agreed ? state.joint.reviewer : event.actor.person;
  switch (event.type) {
    case 'AppealAccepted':
      return {
        ...state,
        stage: 'SCREENING',
        accepted: event.data,
        desk: event.data.desk,
        clock: startClock('SCREENING', event.data.clock),
      };
    case 'ConsultationPlaced':
      return { ...state, consultingUnitId: event.data.unitId, clock: startClock('SCREENING', event.data.clock) };
    case 'DeskAnswerReceived':
      return {
        ...state,
        consultingUnitId: null,
        deskAnswer: event.data.digest,
        clock: startClock('SCREENING', event.data.clock),
      };
    case 'DeskAnswerRefused':
    case 'ConsultationReturned':
      return { ...state, consultingUnitId: null, deskAnswer: null, clock: startClock('SCREENING', event.data.clock) };
    case 'DeskAnswerAccepted':
      return {
        ...state,
        screening: { passed: true, reviewer, post: event.actor.post, at, ground: null, explanation: null, duplicateOfId: null },
      };
    case 'ScreeningPassed':
      return {
        ...state,
        stage: 'ASSESSING',
        desk: event.data.desk,
        clock: startClock('ASSESSING', event.data.clock),
        screening: { passed: true, reviewer, post: event.actor.post, at, ground: null, explanation: null, duplicateOfId: null },
      };
    case 'AppealDismissed': {
      const { ground, explanation, duplicateOfId } = event.data;
      return {
        ...state,
        stage: 'DISMISSED',
        joint: null,
        clock: endClock(state.clock),
        screening: { passed: false, reviewer, post: event.actor.post, at, ground, explanation, duplicateOfId },
      };
    }
    case 'OpinionRecorded': {
      const { office, reasonableness, text } = event.data;
      return { ...state, opinions: [...state.opinions, { reviewer, office, reasonableness, text, at }] };
    }
    case 'OpinionsAwaited':
      return { ...state, remindedOn: event.data.day };
    case 'VerdictProposed':
      return {
        ...state,
        proposal: { verdict: event.data, reviewer, at, approvedBy: null },
        asked: [...new Set([...state.asked, event.data.unitId])],
      };
    case 'VerdictApproved':
      return { ...state, proposal: state.proposal && { ...state.proposal, approvedBy: reviewer } };
    case 'VerdictRefused':
      return { ...state, proposal: null };
    case 'AppealAssessed': {
      const { proposal } = state;
      const by = proposal?.approvedBy ?? null;
      const approved = proposal === null || by === null ? null : { by, reason: proposal.verdict.reason };
      const given = { reviewer: proposal === null || by === null ? reviewer : proposal.reviewer, at, approved };
      // A request that waits goes on to whoever has the case now.
      const withdrawal = openWithdrawal(state.withdrawal) === null ? state.withdrawal : null;
      const assessment = { ...event.data, ...given };
      return { ...state, stage: 'ASSESSED', deskAnswer: null, joint: null, clock: endClock(state.clock), assessment, withdrawal };
    }
    case 'JointDecisionProposed':
      return {
        ...state,
        joint: { proposed: event.data, reviewer, at, agreed: false },
        jointDecisions: state.jointDecisions + 1,
      };
    case 'JointDecisionSettled':
      return { ...state, joint: event.data.agreed && state.joint ? { ...state.joint, agreed: true } : null };
    case 'JointDecisionWithdrawn':
      return { ...state, joint: null };
    case 'ReviewMovedUp':
      return { ...state, desk: event.data.desk };
    case 'DismissalContested': {
      const { desk, reason, clock } = event.data;
      const contest = { at, reason, upheld: null, decidedAt: null, by: null, explanation: null };
      return { ...state, stage: 'CONTESTED', desk, clock: startClock('CONTEST', clock), contest };
    }
    case 'ContestAccepted':
    case 'ContestRefused': {
      const upheld = event.type === 'ContestAccepted';
      const { explanation } = event.data;
      const contest = state.contest && { ...state.contest, upheld, decidedAt: at, by: reviewer, explanation };
      return event.type === 'ContestAccepted'
        ? { ...state, contest, stage: 'SCREENING', screening: null, clock: startClock('SCREENING', event.data.clock) }
        : { ...state, contest, stage: 'DISMISSED', clock: endClock(state.clock) };
    }
    case 'WithdrawalAccepted': {
      const withdrawal = evolveWithdrawal(state.withdrawal, event);
      return event.data.goesOn
        ? { ...state, withdrawal }
        : {
            ...state,
            withdrawal,
            stage: 'WITHDRAWN',
            consultingUnitId: null,
            deskAnswer: null,
            joint: null,
            proposal: null,
            clock: endClock(state.clock),
          };
    }
    case 'WithdrawalAsked':
    case 'WithdrawalRefused':
    case 'WithdrawalLapsed':
      return { ...state, withdrawal: evolveWithdrawal(state.withdrawal, event) };
    case 'ClockRederived': {
      const { clock, deadline, withdraws } = event.data;
      if (clock === 'WITHDRAWAL')
        return {
          ...state,
          withdrawal: withWithdrawalClock(state.withdrawal, (one) => one && underTerms(one, deadline, withdraws)),
        };
      return { ...state, clock: state.clock && underTerms(state.clock, deadline, withdraws) };
    }
    case 'ClockDueSoon':
      return event.data.clock === 'WITHDRAWAL'
        ? { ...state, withdrawal: withWithdrawalClock(state.withdrawal, warned) }
        : { ...state, clock: warned(state.clock) };
    case 'ClockOverdue':
      return event.data.clock === 'WITHDRAWAL'
        ? { ...state, withdrawal: withWithdrawalClock(state.withdrawal, ranOut) }
        : { ...state, clock: ranOut(state.clock) };
    case 'LeaderNamed':
      return { ...state, following: { leaderId: event.data.leaderId, since: at } };
    case 'FollowingEnded':
      return { ...state, following: null };
    case 'StreamsStated':
      return state;
  }
};
