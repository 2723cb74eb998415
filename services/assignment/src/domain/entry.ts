import {
  type CaseClock,
  endClock,
  evolveWithdrawal,
  isGoingOn,
  type OwnDays,
  type QuietClock,
  ranOut,
  resumeClock,
  startClock,
  startQuietClock,
  type Terms,
  underTerms,
  type Withdrawal,
  warned,
  withWithdrawalClock,
} from '@daqidi/kernel';
import type {
  AssignmentEvents,
  Attachment,
  Deadline,
  Desk,
  NewEventOf,
  Refused,
  Satisfaction,
  SlotName,
  TextReference,
} from '@daqidi/schemas';
import type { Closing } from './closing.js';
import type { OfficeEvent } from './directory-state.js';
import type { RepresentativeAnswer } from './group.js';
import { type HistoryCounts, type HistoryKind, noHistory, oneMore } from './history.js';
import { noObjections, type Objections } from './objections.js';
import type { Pause } from './pause.js';
import { type Plan, planStated, stepDone } from './plan.js';
import type { PublicationEvent } from './publication.js';
import { askedReopening, decidedReopening, type Reopening } from './reopening.js';
import { overtaken, type UnitRequest } from './request.js';
import { evolveRequest } from './request-events.js';
import { evolveSigning, ownDaysAfter, unsigned, withFiles } from './signing-events.js';
import type { SuggestionEvent } from './suggestion.js';

/** What assignment says about the work on an appeal. */
export type EntryEvent = Exclude<NewEventOf<'assignment'>, OfficeEvent | PublicationEvent | SuggestionEvent>;
export type Decision = readonly EntryEvent[] | Refused;

export type SlotForm = AssignmentEvents['SlotFilled']['form'];

/** ASSIGNING: the letters office has to name a unit. HANDLING: the unit has to settle the matter (domain, 2.3). */
export type EntryClock = CaseClock<'ASSIGNING' | 'HANDLING', Deadline>;
/** How long whoever's turn it is may take to sign. */
export type SigningClock = CaseClock<'SIGNING', Deadline>;

/** Until when a handler of the unit accepts it. */
export type AcceptingClock = QuietClock<'ACCEPTING'>;

export interface Actor {
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
  /** Pictures of what was signed for the petitioner; absent where there are none. */
  readonly attachments?: readonly Attachment[];
  /** From opening the matter to signing, as the page counted; absent where nobody counted. */
  readonly openedSeconds?: number;
}

export interface Result extends Omit<AssignmentEvents['ResultProposed'], 'appealId'> {
  readonly at: string;
}

export interface EntryState {
  readonly stage: 'NONE' | 'ASSIGNING' | 'ASSIGNED' | 'HANDLING' | 'SIGNING_OFF' | 'SEALING' | 'CLOSED' | 'WITHDRAWN';
  readonly opened: AssignmentEvents['EntryOpened'] | null;
  readonly round: number;
  readonly holderUnitId: string | null;
  /** The holder and the units above it. */
  readonly unitPath: readonly string[];
  /** Every unit that ever held it, and those above them. */
  readonly units: readonly string[];
  readonly handlerId: string | null;
  /** In which he holds the handler's post. */
  readonly handlingUnitId: string | null;
  /** Suspended while others sign. */
  readonly clock: EntryClock | null;
  /** By these the unit's punctuality is judged. */
  readonly ownDays: OwnDays | null;
  /** How often the handling clock has run out. */
  readonly overdues: number;
  readonly signingClock: SigningClock | null;
  readonly acceptingClock: AcceptingClock | null;
  /** Who sent it to the unit: the panel that judged it, or the letters office. */
  readonly sender: Desk;
  readonly assignedAt: string | null;
  /** What the unit asked of the sender last. */
  readonly request: UnitRequest | null;
  readonly objections: Objections;
  /** Of this round. */
  readonly extensionsAsked: number;
  /** By so many working days the handling of this round was extended. */
  readonly extendedDays: number;
  /** While it lasts the clock stands still. */
  readonly pause: Pause | null;
  readonly counts: HistoryCounts;
  /** Of this round. */
  readonly plan: Plan | null;
  /** Days on which the petitioner was sought since the current result, the latest ones. */
  readonly contactDays: readonly string[];
  /** Who recorded that. */
  readonly contactedBy: readonly string[];
  /** Of a group's representatives, on the current result. */
  readonly answers: readonly RepresentativeAnswer[];
  readonly result: Result | null;
  /** Of all files that came with progress and results; absent where none did. */
  readonly fileBytes?: number;
  readonly slots: readonly FilledSlot[];
  /** Once all have signed. */
  readonly closing: Closing | null;
  /** How often the services were asked whether it may be closed. */
  readonly closingsAsked: number;
  /** How often the petitioner refused in this round. */
  readonly petitionerRefusals: number;
  /** Who made or typed those refusals. */
  readonly refusalsTypedBy: readonly string[];
  readonly closedAt: string | null;
  /** Null before the letters office has judged that of this round. */
  readonly worthReusing: boolean | null;
  /** The latest request to withdraw that was this unit's, or its distributor's, to decide. */
  readonly withdrawal: Withdrawal | null;
  /** What was said of the round that was closed last, and decided. */
  readonly reopening: Reopening | null;
  /** The appeal that it follows, once that was answered. */
  readonly answeredLeaderId: string | null;
}

export const noEntry: EntryState = {
  stage: 'NONE',
  opened: null,
  round: 1,
  holderUnitId: null,
  unitPath: [],
  units: [],
  handlerId: null,
  handlingUnitId: null,
  clock: null,
  ownDays: null,
  overdues: 0,
  signingClock: null,
  acceptingClock: null,
  sender: 'TOWNSHIP',
  assignedAt: null,
  request: null,
  objections: noObjections,
  extensionsAsked: 0,
  extendedDays: 0,
  pause: null,
  counts: noHistory,
  plan: null,
  contactDays: [],
  contactedBy: [],
  answers: [],
  result: null,
  slots: [],
  closing: null,
  closingsAsked: 0,
  petitionerRefusals: 0,
  refusalsTypedBy: [],
  worthReusing: null,
  closedAt: null,
  withdrawal: null,
  reopening: null,
  answeredLeaderId: null,
};

/** When the clock that runs now is due, the unit's or that of whoever signs next, run out or not; null where none runs. */
export const runningDueAt = ({ clock, signingClock }: EntryState): string | null =>
  [signingClock, clock].find(isGoingOn)?.dueAt ?? null;

const counted = (state: EntryState, kind: HistoryKind): EntryState => ({ ...state, counts: oneMore(state.counts, kind) });

type AnyChange = <Clock extends CaseClock<string, Terms>>(clock: Clock | null) => Clock | null;

/** The clock of that name, as the change leaves it; where it does not run there is nothing to change. */
const withClock = (state: EntryState, kind: string, change: AnyChange): EntryState => {
  const { clock, signingClock, acceptingClock, request, reopening, withdrawal } = state;
  switch (kind) {
    case 'REOPENING':
      return { ...state, reopening: reopening && { ...reopening, clock: change(reopening.clock) ?? reopening.clock } };
    case 'WITHDRAWAL':
      return { ...state, withdrawal: withWithdrawalClock(withdrawal, change) };
    case 'SIGNING':
      return { ...state, signingClock: change(signingClock) };
    case 'ACCEPTING':
      return { ...state, acceptingClock: change(acceptingClock) };
    case 'OBJECTION':
    case 'EXTENSION':
    case 'PAUSE':
      return { ...state, request: request && { ...request, clock: change(request.clock) ?? request.clock } };
    default:
      return { ...state, clock: change(clock) };
  }
};

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
        // What is not the letters office's to assign was sent by the panel's verdict.
        sender: event.data.clock === null ? 'TOWNSHIP' : 'LETTERS',
      };
    case 'EntryAssigned': {
      const { unitId, unitPath, clock, accepting } = event.data;
      // Only the first assignment starts the handling clock.
      const begins = state.clock?.kind !== 'HANDLING';
      return {
        ...state,
        stage: 'ASSIGNED',
        holderUnitId: unitId,
        unitPath,
        units: [...new Set([...state.units, ...unitPath])],
        handlerId: null,
        handlingUnitId: null,
        clock: begins ? startClock('HANDLING', clock) : state.clock,
        ownDays: begins ? { from: clock.startedOn, left: clock.workingDays } : state.ownDays,
        acceptingClock: accepting === undefined ? null : startQuietClock('ACCEPTING', accepting),
        assignedAt: at,
        objections: { ...state.objections, settled: false },
      };
    }
    case 'ObjectionMade':
    case 'ObjectionDecided':
    case 'ExtensionAsked':
    case 'ExtensionDecided':
    case 'HandlingExtended':
    case 'PauseAsked':
    case 'PauseDecided':
    case 'HandlingPaused':
    case 'HandlingResumed':
      return evolveRequest(state, event, { at, by: actor.person });
    case 'EntryRecalled':
      return {
        ...state,
        stage: 'ASSIGNING',
        holderUnitId: event.data.holderUnitId,
        unitPath: [event.data.holderUnitId],
        handlerId: null,
        handlingUnitId: null,
        // Its people are in conflict with the case: whoever has it next plans anew.
        plan: null,
        ...unsigned,
        sender: 'LETTERS',
        acceptingClock: endClock(state.acceptingClock),
        request: overtaken(state.request),
        clock: resumeClock(state.clock, event.data.clock),
        ownDays: ownDaysAfter(state, event.data),
      };
    case 'EntryAccepted':
    case 'HandlerNamed':
      return {
        ...state,
        stage: 'HANDLING',
        handlerId: event.data.handlerId,
        handlingUnitId: event.data.unitId,
        acceptingClock: endClock(state.acceptingClock),
      };
    case 'PlanStated':
      return { ...counted(state, event.type), plan: planStated(state.plan, event.data, at, actor.person) };
    case 'PlanStepDone':
      return { ...counted(state, event.type), plan: stepDone(state.plan, event.data, at) };
    case 'ProgressRecorded':
      return { ...counted(state, event.type), ...withFiles(state, event.data) };
    case 'ContactAttempted':
    case 'ResultProposed':
    case 'DeskAnswerEntered':
    case 'RepresentativeAnswered':
    case 'SlotFilled':
    case 'ResultRefused':
    case 'CloseRequested':
    case 'ClosingHeldUp':
    case 'CodeActVoided':
      return evolveSigning(state, event, { at, by: actor });
    case 'AppealClosed':
      return { ...state, stage: 'CLOSED', clock: endClock(state.clock), closedAt: event.data.signedAt };
    case 'ReuseJudged':
      return { ...state, worthReusing: event.data.worth };
    case 'ReopeningAsked':
      return { ...state, reopening: askedReopening(event.data, at) };
    case 'ReopeningRefused': {
      const { reason } = event.data;
      return { ...state, reopening: decidedReopening(state.reopening, { reopened: false, at, by: actor.person, reason }) };
    }
    case 'HolderSucceeded': {
      const { unitId, unitPath } = event.data;
      return { ...state, holderUnitId: unitId, unitPath, units: [...new Set([...state.units, ...unitPath])] };
    }
    case 'AppealReopened': {
      const { round, reason, clock } = event.data;
      return {
        ...counted(state, event.type),
        stage: 'HANDLING',
        round,
        plan: null,
        ...unsigned,
        objections: noObjections,
        extensionsAsked: 0,
        extendedDays: 0,
        clock: startClock('HANDLING', clock),
        ownDays: { from: clock.startedOn, left: clock.workingDays },
        petitionerRefusals: 0,
        refusalsTypedBy: [],
        closedAt: null,
        worthReusing: null,
        reopening: decidedReopening(state.reopening, { reopened: true, at, by: actor.person, reason }),
      };
    }
    case 'WithdrawalAccepted': {
      const withdrawal = evolveWithdrawal(state.withdrawal, event);
      if (event.data.goesOn) return { ...state, withdrawal };
      return {
        ...state,
        withdrawal,
        stage: 'WITHDRAWN',
        clock: endClock(state.clock),
        signingClock: endClock(state.signingClock),
        acceptingClock: endClock(state.acceptingClock),
        request: overtaken(state.request),
        pause: null,
      };
    }
    case 'WithdrawalAsked':
    case 'WithdrawalRefused':
    case 'WithdrawalLapsed':
      return { ...state, withdrawal: evolveWithdrawal(state.withdrawal, event) };
    case 'LeaderAnswered':
      return { ...state, answeredLeaderId: event.data.leaderId };
    case 'ClockRederived': {
      const { clock: kind, deadline, withdraws } = event.data;
      return withClock(state, kind, (one) => one && underTerms(one, deadline, withdraws));
    }
    case 'ClockDueSoon':
      return withClock(state, event.data.clock, warned);
    case 'ClockOverdue': {
      const { clock } = event.data;
      return { ...withClock(state, clock, ranOut), overdues: state.overdues + (clock === 'HANDLING' ? 1 : 0) };
    }
  }
};
