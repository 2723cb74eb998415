import { type CaseClock, endClock, ranOut, resumeClock, startClock, suspendClock, warned } from '@daqidi/kernel';
import type {
  AssignmentEvents,
  Deadline,
  IntakeAppealSubmittedV1,
  NewEventOf,
  Refused,
  Satisfaction,
  SlotName,
  TextReference,
  TriageAppealAssessedV1,
} from '@daqidi/schemas';

/** What assignment says about the work on an appeal. */
export type EntryEvent = NewEventOf<'assignment'>;
export type Decision = readonly EntryEvent[] | Refused;

export type SlotForm = AssignmentEvents['SlotFilled']['form'];

/** ASSIGNING: the letters office has to name a unit. HANDLING: the unit has to settle the matter (domain, 2.3). */
export type EntryClock = CaseClock<'ASSIGNING' | 'HANDLING', Deadline>;

interface Actor {
  readonly person: string;
  readonly post: string | null;
}

export interface FilledSlot {
  readonly slot: SlotName;
  readonly form: SlotForm;
  readonly by: Actor;
  readonly at: string;
  readonly satisfaction: Satisfaction | null;
  /** Of a proxy. */
  readonly evidence: TextReference | null;
}

export interface Result extends Omit<AssignmentEvents['ResultProposed'], 'appealId'> {
  readonly at: string;
}

export interface Refusal {
  readonly slot: SlotName;
  readonly by: Actor;
  readonly at: string;
  readonly reason: TextReference;
}

export interface EntryState {
  readonly stage: 'NONE' | 'ASSIGNING' | 'ASSIGNED' | 'HANDLING' | 'SIGNING_OFF' | 'CLOSED';
  readonly opened: AssignmentEvents['EntryOpened'] | null;
  readonly round: number;
  readonly holderUnitId: string | null;
  /** The holder and the units above it. */
  readonly unitPath: readonly string[];
  /** Every unit that ever held it, and those above them. */
  readonly units: readonly string[];
  readonly handlerId: string | null;
  readonly clock: EntryClock | null;
  readonly progress: readonly { readonly at: string; readonly by: string; readonly text: TextReference }[];
  readonly attempts: readonly {
    readonly at: string;
    readonly on: string;
    readonly by: string;
    readonly means: AssignmentEvents['ContactAttempted']['means'];
  }[];
  readonly result: Result | null;
  readonly slots: readonly FilledSlot[];
  readonly refusals: readonly Refusal[];
  readonly closedAt: string | null;
}

/** What intake and triage told; each part is written by one stream alone. */
export interface EntryFacts {
  readonly submitted: IntakeAppealSubmittedV1 | null;
  readonly assessed: TriageAppealAssessedV1 | null;
}

export const noEntry: EntryState = {
  stage: 'NONE',
  opened: null,
  round: 1,
  holderUnitId: null,
  unitPath: [],
  units: [],
  handlerId: null,
  clock: null,
  progress: [],
  attempts: [],
  result: null,
  slots: [],
  refusals: [],
  closedAt: null,
};

export const noFacts: EntryFacts = { submitted: null, assessed: null };

export const evolve = (state: EntryState, event: EntryEvent & { readonly time: string; readonly actor: Actor }): EntryState => {
  const { time: at, actor } = event;
  switch (event.type) {
    case 'EntryOpened':
      return {
        ...state,
        stage: 'ASSIGNING',
        opened: event.data,
        holderUnitId: event.data.holderUnitId,
        unitPath: [event.data.holderUnitId],
        clock: event.data.clock && startClock('ASSIGNING', event.data.clock),
      };
    case 'EntryAssigned': {
      const { unitId, unitPath, clock } = event.data;
      // Only the first assignment starts the handling clock.
      return {
        ...state,
        stage: 'ASSIGNED',
        holderUnitId: unitId,
        unitPath,
        units: [...new Set([...state.units, ...unitPath])],
        handlerId: null,
        clock: state.clock?.kind === 'HANDLING' ? state.clock : startClock('HANDLING', clock),
      };
    }
    case 'EntryAccepted':
      return { ...state, stage: 'HANDLING', handlerId: event.data.handlerId };
    case 'ProgressRecorded':
      return { ...state, progress: [...state.progress, { at, by: actor.person, text: event.data.text }] };
    case 'ContactAttempted': {
      const { means, on } = event.data;
      return { ...state, attempts: [...state.attempts, { at, on, by: actor.person, means }] };
    }
    case 'ResultProposed': {
      const { appealId: _, ...result } = event.data;
      return { ...state, stage: 'SIGNING_OFF', result: { ...result, at }, slots: [], clock: suspendClock(state.clock) };
    }
    case 'SlotFilled': {
      const { slot, form, satisfaction, evidence } = event.data;
      return { ...state, slots: [...state.slots, { slot, form, by: actor, at, satisfaction, evidence }] };
    }
    case 'ResultRefused': {
      const refusal = { slot: event.data.slot, by: actor, at, reason: event.data.reason };
      return {
        ...state,
        stage: 'HANDLING',
        result: null,
        slots: [],
        clock: resumeClock(state.clock),
        refusals: [...state.refusals, refusal],
      };
    }
    case 'AppealClosed':
      return { ...state, stage: 'CLOSED', clock: endClock(state.clock), closedAt: at };
    case 'ClockDueSoon':
      return { ...state, clock: warned(state.clock) };
    case 'ClockOverdue':
      return { ...state, clock: ranOut(state.clock) };
  }
};
