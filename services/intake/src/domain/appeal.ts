import { withReplacedCode } from '@daqidi/kernel';
import type {
  Accusation,
  CaseScope,
  IntakeAppealSubmittedV1,
  IntakeEvents,
  NewEventOf,
  Refused,
  Satisfaction,
  TextReference,
} from '@daqidi/schemas';
import type { Repeat } from './repeat.js';
import { endedSplit, proposedSplit, type Split } from './split.js';

/** What intake says about an appeal. */
export type AppealEvent = Exclude<
  NewEventOf<'intake'>,
  { readonly type: 'PetitionerSearched' | `Knowledge${string}` | `Export${string}` | `Notice${string}` }
>;
export type Decision = readonly AppealEvent[] | Refused;

export interface Supplement {
  readonly id: string;
  readonly at: string;
  readonly content: TextReference;
  readonly attachments?: IntakeEvents['AppealSupplemented']['attachments'];
}

export interface Evaluation {
  readonly round: number;
  readonly satisfaction: Satisfaction;
  readonly reason: TextReference | null;
  readonly at: string;
}

/** The petitioner's request to withdraw, as it stands here. */
export interface WithdrawalRequest {
  readonly number: number;
  readonly at: string;
  readonly reason: TextReference;
  readonly setting: IntakeEvents['WithdrawalRequested']['setting'];
  /** ISO 8601; null where no query code was used. */
  readonly takeBackUntil: string | null;
  /** Who typed it for him; null where he asked himself. */
  readonly typedBy: string | null;
  /** What he said when he was called back. */
  readonly stands: boolean | null;
  readonly takenBackAt: string | null;
}

/** What somebody who brings it has corrected since; null is as he stated it first. */
export interface Contact {
  readonly at: string;
  readonly telephone: TextReference | null;
  readonly address: TextReference | null;
}

/** What the desk answered last, and whether the petitioner has confirmed it. */
/** The petitioner's signature on an answer, and what shows it where it is on paper. */
type Confirmed = Pick<IntakeEvents['DeskAnswerSigned'], 'form' | 'satisfaction' | 'attachments'> & { readonly at: string };

export interface DeskAnswer extends Omit<IntakeEvents['DeskAnswered'], 'appealId'> {
  readonly at: string;
  readonly by: Actor;
  readonly confirmed: Confirmed | null;
}

/** An appeal as intake's own events made it. `submitted` is null only before the first of them. */
export interface AppealState {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  readonly supplements: readonly Supplement[];
  readonly evaluations: readonly Evaluation[];
  /** Of the query code that holds: the ones before it are void. */
  readonly codeGeneration: number;
  /** The same of a group's other representatives, where one was replaced. */
  readonly representativeGenerations: Readonly<Record<string, number>>;
  /** By person, where he corrected it: the petitioner, or a representative of a group. */
  readonly contacts: Readonly<Record<string, Contact>>;
  /** How each of them wants to be told, where he said so. */
  readonly contactPreferences: Readonly<Record<string, IntakeEvents['ContactPreferenceStated']['choice']>>;
  /** Codes of the list of tags, as they were set last. */
  readonly tags: readonly string[];
  /** The official who took it in; null where the petitioner handed it in himself. */
  readonly takenInBy: string | null;
  readonly withdrawal: WithdrawalRequest | null;
  /** Of a group, who wants the request with this number that is not asked for yet. */
  readonly withdrawalBackers: { readonly number: number; readonly persons: readonly string[] };
  /** What was done by query code and taken back last. */
  readonly takenBack: Pick<CodeAct, 'act' | 'digest'> | null;
  readonly split: Split | null;
  /** The latest round of which he said that it has not solved it. */
  readonly notSolved: { readonly round: number; readonly at: string; readonly reason: TextReference | null } | null;
  /** Whether it was handed in as a consultation. */
  readonly claimsConsultation: boolean;
  readonly deskAnswer: DeskAnswer | null;
  /** The earlier one of the same petitioner about the same matter; it is linked once. */
  readonly repeatOf: Repeat | null;
  /** Earlier ones of which somebody found that they are about something else. */
  readonly notRepeats: readonly string[];
}

/** What the centre did last with the petitioner's query code. */
export interface CodeAct {
  readonly act: IntakeEvents['CodeActTakenBack']['act'];
  readonly digest: string;
  readonly at: string;
}

/** What a custodian has said to requests to withdraw. */
export interface WithdrawalAnswers {
  /** The latest that it has answered; 0 where none. */
  readonly answered: number;
  readonly withdrew: boolean;
  /** Whether the case ended with it: a complaint goes on. */
  readonly ended: boolean;
}

/** What the other services told; each part is written by one stream alone, so arrival order between them does not matter. */
export interface AppealFacts {
  /** The ordinary matter that was split off, once it is there. */
  readonly splitOff: string | null;
  /** The appeal that followed when he said too late that it was not solved, once it is there. */
  readonly broughtAgain: string | null;
  /** As oversight stated it last; null while the submission's holds. */
  readonly scope: CaseScope | null;
  /** Stated with it. */
  readonly accused: Accusation | null;
  readonly triage: {
    readonly accepted: boolean;
    readonly dismissed: boolean;
    /** Whether the first review has passed it on, or found that it needs one: the desk answers no more. */
    readonly goneOn: boolean;
    /** What the panel said of the desk's answer with this digest. */
    readonly deskAnswer: { readonly digest: string; readonly accepted: boolean } | null;
    /** Units whose leaders were asked about a verdict: they read what it was about. */
    readonly asked: readonly string[];
    readonly withdrawal: WithdrawalAnswers;
  };
  readonly assignment: {
    readonly opened: boolean;
    /** Every unit that had it, and those above them. */
    readonly units: readonly string[];
    /** Rounds that were closed, and when. */
    readonly closed: readonly { readonly round: number; readonly at: string }[];
    /** Who ever handled it. */
    /** That is under way, or was closed last. */
    readonly round: number;
    readonly handlers: readonly string[];
    readonly codeAct: CodeAct | null;
    readonly withdrawal: WithdrawalAnswers;
  };
}

export const noAppeal: AppealState = {
  submitted: null,
  supplements: [],
  evaluations: [],
  codeGeneration: 1,
  representativeGenerations: {},
  contacts: {},
  contactPreferences: {},
  tags: [],
  takenInBy: null,
  withdrawal: null,
  withdrawalBackers: { number: 0, persons: [] },
  takenBack: null,
  split: null,
  notSolved: null,
  claimsConsultation: false,
  deskAnswer: null,
  repeatOf: null,
  notRepeats: [],
};

const noAnswers: WithdrawalAnswers = { answered: 0, withdrew: false, ended: false };

export const noFacts: AppealFacts = {
  splitOff: null,
  broughtAgain: null,
  scope: null,
  accused: null,
  triage: { accepted: false, dismissed: false, goneOn: false, deskAnswer: null, asked: [], withdrawal: noAnswers },
  assignment: { opened: false, units: [], closed: [], round: 1, handlers: [], codeAct: null, withdrawal: noAnswers },
};

export interface Actor {
  readonly person: string;
  readonly post: string | null;
}

const ofRequest = (state: AppealState, number: number, change: Partial<WithdrawalRequest>): AppealState => ({
  ...state,
  withdrawal: state.withdrawal?.number === number ? { ...state.withdrawal, ...change } : state.withdrawal,
});

export const evolve = (
  state: AppealState,
  event: AppealEvent & { readonly time: string; readonly actor: Actor },
): AppealState => {
  const typedBy = event.actor.post === null ? null : event.actor.person;
  switch (event.type) {
    case 'AppealSubmitted':
      return { ...state, submitted: event.data, takenInBy: typedBy };
    case 'AppealSupplemented': {
      const { supplementId: id, appealId: _, ...added } = event.data;
      return { ...state, supplements: [...state.supplements, { id, at: event.time, ...added }] };
    }
    case 'AppealEvaluated': {
      const { round, satisfaction, reason } = event.data;
      return { ...state, evaluations: [...state.evaluations, { round, satisfaction, reason, at: event.time }] };
    }
    case 'QueryCodeReplaced': {
      const { personId, generation } = event.data;
      const submitted = state.submitted && withReplacedCode(state.submitted, event.data);
      return personId === undefined
        ? { ...state, codeGeneration: generation, submitted }
        : { ...state, representativeGenerations: { ...state.representativeGenerations, [personId]: generation }, submitted };
    }
    case 'AppealTagged':
      return { ...state, tags: event.data.tags };
    case 'ContactCorrected': {
      const { personId, telephone, address } = event.data;
      const before = state.contacts[personId] ?? { telephone: null, address: null };
      const now = { at: event.time, telephone: telephone ?? before.telephone, address: address ?? before.address };
      return { ...state, contacts: { ...state.contacts, [personId]: now } };
    }
    case 'ContactPreferenceStated': {
      const { personId, choice } = event.data;
      return { ...state, contactPreferences: { ...state.contactPreferences, [personId]: choice } };
    }
    case 'WithdrawalRequested': {
      const { appealId: _, ...request } = event.data;
      return { ...state, withdrawal: { ...request, at: event.time, typedBy, stands: null, takenBackAt: null } };
    }
    case 'WithdrawalBacked': {
      const { number, personId } = event.data;
      const persons = state.withdrawalBackers.number === number ? state.withdrawalBackers.persons : [];
      return { ...state, withdrawalBackers: { number, persons: [...persons, personId] } };
    }
    case 'NotSolvedReported':
    case 'AppealBroughtAgain': {
      const { round, reason } = event.data;
      return { ...state, notSolved: { round, at: event.time, reason } };
    }
    case 'RepeatLinked': {
      const { appealId: _, ...link } = event.data;
      return { ...state, repeatOf: { ...link, at: event.time } };
    }
    case 'RepeatDenied':
      return { ...state, notRepeats: [...state.notRepeats, event.data.earlierId] };
    case 'ConsultationClaimed':
      return { ...state, claimsConsultation: true };
    case 'DeskAnswered': {
      const { appealId: _, ...answer } = event.data;
      return { ...state, deskAnswer: { ...answer, at: event.time, by: event.actor, confirmed: null } };
    }
    case 'DeskAnswerSigned': {
      const { form, satisfaction, attachments } = event.data;
      return {
        ...state,
        deskAnswer: state.deskAnswer && {
          ...state.deskAnswer,
          confirmed: { at: event.time, form, satisfaction, ...(attachments && { attachments }) },
        },
      };
    }
    case 'SplitProposed':
      return { ...state, split: proposedSplit(event.data, event.actor.person) };
    case 'SplitApproved':
      return { ...state, split: endedSplit(state.split, 'APPROVED') };
    case 'SplitRefused':
      return { ...state, split: endedSplit(state.split, 'REFUSED', event.data.reason) };
    case 'SplitLapsed':
      return { ...state, split: endedSplit(state.split, 'LAPSED') };
    case 'CodeActTakenBack':
      return { ...state, takenBack: { act: event.data.act, digest: event.data.digest } };
    case 'WithdrawalCalledBack':
      return ofRequest(state, event.data.number, { stands: event.data.stands });
    case 'WithdrawalTakenBack':
      return ofRequest(state, event.data.number, { takenBackAt: event.time });
    case 'PetitionerViewed':
    case 'AttachmentOpened':
    case 'StreamsStated':
      return state;
  }
};

/** Which service has the case. Custody passes by event and never comes back to intake. */
export const custodianOf = ({ triage, assignment }: AppealFacts): 'INTAKE' | 'TRIAGE' | 'ASSIGNMENT' =>
  assignment.opened ? 'ASSIGNMENT' : triage.accepted ? 'TRIAGE' : 'INTAKE';

export const isClosed = ({ triage, assignment }: AppealFacts): boolean =>
  triage.dismissed ||
  triage.withdrawal.ended ||
  assignment.withdrawal.ended ||
  (assignment.closed.at(-1)?.round ?? 0) >= assignment.round;

/** Whether the petitioner has withdrawn: of a complaint he is asked nothing more. */
export const hasWithdrawn = ({ triage, assignment }: AppealFacts): boolean =>
  triage.withdrawal.withdrew || assignment.withdrawal.withdrew;
