import {
  type CaseClock,
  endClock,
  evolveWithdrawal,
  type OwnDays,
  ranOut,
  resumeClock,
  startClock,
  startQuietClock,
  suspendClock,
  type Terms,
  underTerms,
  warned,
  withWithdrawalClock,
} from '@daqidi/kernel';
import type { AssignmentEvents, Deadline, NewEventOf, Refused } from '@daqidi/schemas';
import type { OfficeEvent } from './directory-state.js';
import type { Actor, EntryState } from './entry-state.js';
import { type HistoryKind, oneMore } from './history.js';
import { noObjections } from './objections.js';
import { planStated, stepDone } from './plan.js';
import type { PublicationEvent } from './publication.js';
import { askedReopening, decidedReopening } from './reopening.js';
import { overtaken } from './request.js';
import { evolveRequest } from './request-events.js';
import type { SuggestionEvent } from './suggestion.js';

/** What assignment says about the work on an appeal. */
export type EntryEvent = Exclude<NewEventOf<'assignment'>, OfficeEvent | PublicationEvent | SuggestionEvent>;
export type Decision = readonly EntryEvent[] | Refused;

/** More days of attempts than any policy asks for. */
const daysKept = 31;

const counted = (state: EntryState, kind: HistoryKind): EntryState => ({ ...state, counts: oneMore(state.counts, kind) });

interface Resumed {
  readonly clock: Deadline;
  readonly ownDaysLeft: number | null;
}

/** Counted anew from the day on which the unit has it back; nothing was interrupted where none are stated. */
const ownDaysAfter = ({ ownDays }: EntryState, { clock, ownDaysLeft }: Resumed): OwnDays | null =>
  ownDaysLeft === null ? ownDays : { from: clock.startedOn, left: ownDaysLeft };

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

/** Nobody has signed anything: what was proposed is void, with all that went with it. */
const unsigned = {
  result: null,
  slots: [],
  answers: [],
  contactDays: [],
  contactedBy: [],
  signingClock: null,
  closing: null,
} as const;

const withFiles = (
  { fileBytes = 0 }: EntryState,
  { attachments }: Pick<AssignmentEvents['ProgressRecorded'], 'attachments'>,
): Pick<EntryState, 'fileBytes'> =>
  attachments === undefined ? {} : { fileBytes: attachments.reduce((sum, { bytes }) => sum + bytes, fileBytes) };

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
    case 'ContactAttempted': {
      const contactDays = [...new Set([...state.contactDays, event.data.on])].slice(-daysKept);
      const contactedBy = [...new Set([...state.contactedBy, actor.person])];
      return { ...counted(state, event.type), contactDays, contactedBy };
    }
    case 'ResultProposed': {
      const { appealId: _, ...result } = event.data;
      return {
        ...state,
        stage: 'SIGNING_OFF',
        ...unsigned,
        result: { ...result, at },
        ...withFiles(state, event.data),
        clock: suspendClock(state.clock),
      };
    }
    case 'DeskAnswerEntered': {
      const { round, resultId, outcome, text, digest, signatures, clock } = event.data;
      return {
        ...state,
        stage: 'SIGNING_OFF',
        result: { round, resultId, outcome, text, digest, part: null, record: null, at },
        slots: signatures.map((signature) => ({ ...signature, evidence: null })),
        clock: suspendClock(state.clock),
        signingClock: startClock('SIGNING', clock),
      };
    }
    case 'RepresentativeAnswered': {
      const { appealId: _, digest: __, ...answer } = event.data;
      return { ...state, answers: [...state.answers, { ...answer, at }] };
    }
    case 'SlotFilled': {
      const { slot, form, satisfaction, evidence, attachments, clock, openedSeconds } = event.data;
      const signingClock = clock === null ? endClock(state.signingClock) : startClock('SIGNING', clock);
      const known = { ...(attachments && { attachments }), ...(openedSeconds !== undefined && { openedSeconds }) };
      const filled = { slot, form, by: actor, at, satisfaction, evidence, ...known };
      return { ...state, ...withFiles(state, event.data), slots: [...state.slots, filled], signingClock };
    }
    case 'ResultRefused': {
      const { clock, slot } = event.data;
      return {
        ...counted(state, event.type),
        // What a desk answered was nobody's to handle so far.
        stage: state.handlerId === null ? 'ASSIGNED' : 'HANDLING',
        result: null,
        slots: [],
        answers: [],
        clock: resumeClock(state.clock, clock),
        ownDays: ownDaysAfter(state, event.data),
        signingClock: null,
        petitionerRefusals: state.petitionerRefusals + (slot === 'PETITIONER' ? 1 : 0),
        refusalsTypedBy: slot === 'PETITIONER' ? [...new Set([...state.refusalsTypedBy, actor.person])] : state.refusalsTypedBy,
      };
    }
    case 'CloseRequested': {
      const signedAt = state.closing?.signedAt ?? at;
      const closing = { request: event.data, signedAt, heldUp: null };
      return { ...state, stage: 'SEALING', closing, closingsAsked: event.data.number };
    }
    case 'ClosingHeldUp': {
      const { service, reason } = event.data;
      return { ...state, stage: 'SIGNING_OFF', closing: state.closing && { ...state.closing, heldUp: { service, reason } } };
    }
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
    case 'CodeActVoided': {
      const { act, clock } = event.data;
      if (act === 'REFUSAL') return { ...state, petitionerRefusals: state.petitionerRefusals - 1 };
      const filled = state.slots.findIndex(({ slot }) => slot === 'PETITIONER');
      const signingClock = clock === null ? state.signingClock : startClock('SIGNING', clock);
      // Also what was being sealed is up for signing again: answers to that question count no more.
      return {
        ...state,
        stage: 'SIGNING_OFF',
        closing: null,
        slots: state.slots.slice(0, filled),
        contactDays: [],
        contactedBy: [],
        signingClock,
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
