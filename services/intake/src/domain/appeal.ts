import type { CaseScope, IntakeAppealSubmittedV1, NewEventOf, Refused, Satisfaction, TextReference } from '@daqidi/schemas';

/** What intake says about an appeal. */
export type AppealEvent = Exclude<NewEventOf<'intake'>, { readonly type: 'PetitionerSearched' }>;
export type Decision = readonly AppealEvent[] | Refused;

export interface Supplement {
  readonly id: string;
  readonly at: string;
  readonly content: TextReference;
}

export interface Evaluation {
  readonly round: number;
  readonly satisfaction: Satisfaction;
  readonly reason: TextReference | null;
  readonly at: string;
}

/** An appeal as intake's own events made it. `submitted` is null only before the first of them. */
export interface AppealState {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  readonly supplements: readonly Supplement[];
  readonly evaluations: readonly Evaluation[];
  /** Of the query code that holds: the ones before it are void. */
  readonly codeGeneration: number;
}

/** What the other services told; each part is written by one stream alone, so arrival order between them does not matter. */
export interface AppealFacts {
  /** As oversight stated it last; null while the submission's holds. */
  readonly scope: CaseScope | null;
  readonly triage: {
    readonly accepted: boolean;
    readonly dismissed: boolean;
    /** Units whose leaders were asked about a verdict: they read what it was about. */
    readonly asked: readonly string[];
  };
  readonly assignment: {
    readonly opened: boolean;
    /** Every unit that had it, and those above them. */
    readonly units: readonly string[];
    /** Rounds that were closed, and when. */
    readonly closed: readonly { readonly round: number; readonly at: string }[];
  };
}

export const noAppeal: AppealState = { submitted: null, supplements: [], evaluations: [], codeGeneration: 1 };

export const noFacts: AppealFacts = {
  scope: null,
  triage: { accepted: false, dismissed: false, asked: [] },
  assignment: { opened: false, units: [], closed: [] },
};

export const evolve = (state: AppealState, event: AppealEvent & { readonly time: string }): AppealState => {
  switch (event.type) {
    case 'AppealSubmitted':
      return { ...state, submitted: event.data };
    case 'AppealSupplemented': {
      const { supplementId: id, content } = event.data;
      return { ...state, supplements: [...state.supplements, { id, at: event.time, content }] };
    }
    case 'AppealEvaluated': {
      const { round, satisfaction, reason } = event.data;
      return { ...state, evaluations: [...state.evaluations, { round, satisfaction, reason, at: event.time }] };
    }
    case 'QueryCodeReplaced':
      return { ...state, codeGeneration: event.data.generation };
    case 'PetitionerViewed':
    case 'StreamsStated':
      return state;
  }
};

/** Which service has the case. Custody passes by event and never comes back to intake. */
export const custodianOf = ({ triage, assignment }: AppealFacts): 'INTAKE' | 'TRIAGE' | 'ASSIGNMENT' =>
  assignment.opened ? 'ASSIGNMENT' : triage.accepted ? 'TRIAGE' : 'INTAKE';

export const isClosed = ({ triage, assignment }: AppealFacts): boolean => triage.dismissed || assignment.closed.length > 0;
