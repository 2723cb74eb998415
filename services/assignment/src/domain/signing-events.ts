import { endClock, type OwnDays, resumeClock, startClock, suspendClock } from '@daqidi/kernel';
import type { AssignmentEvents, Deadline } from '@daqidi/schemas';
import type { Actor, EntryEvent, EntryState } from './entry.js';
import { oneMore } from './history.js';

/** What is said of a result, of whoever signs it, and of closing upon it. */
type SigningEvent = Extract<
  EntryEvent,
  {
    type:
      | 'ContactAttempted'
      | 'ResultProposed'
      | 'DeskAnswerEntered'
      | 'RepresentativeAnswered'
      | 'SlotFilled'
      | 'ResultRefused'
      | 'CloseRequested'
      | 'ClosingHeldUp'
      | 'CodeActVoided';
  }
>;

interface Done {
  readonly at: string;
  readonly by: Actor;
}

/** More days of attempts than any policy asks for. */
const daysKept = 31;

interface Resumed {
  readonly clock: Deadline;
  readonly ownDaysLeft: number | null;
}

/** Counted anew from the day on which the unit has it back; nothing was interrupted where none are stated. */
export const ownDaysAfter = ({ ownDays }: EntryState, { clock, ownDaysLeft }: Resumed): OwnDays | null =>
  ownDaysLeft === null ? ownDays : { from: clock.startedOn, left: ownDaysLeft };

/** Nobody has signed anything: what was proposed is void, with all that went with it. */
export const unsigned = {
  result: null,
  slots: [],
  answers: [],
  contactDays: [],
  contactedBy: [],
  signingClock: null,
  closing: null,
} as const;

export const withFiles = (
  { fileBytes = 0 }: EntryState,
  { attachments }: Pick<AssignmentEvents['ProgressRecorded'], 'attachments'>,
): Pick<EntryState, 'fileBytes'> =>
  attachments === undefined ? {} : { fileBytes: attachments.reduce((sum, { bytes }) => sum + bytes, fileBytes) };

/** What each makes of the entry. */
export const evolveSigning = (state: EntryState, event: SigningEvent, { at, by }: Done): EntryState => {
  switch (event.type) {
    case 'ContactAttempted': {
      const contactDays = [...new Set([...state.contactDays, event.data.on])].slice(-daysKept);
      const contactedBy = [...new Set([...state.contactedBy, by.person])];
      return { ...state, counts: oneMore(state.counts, event.type), contactDays, contactedBy };
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
      const filled = { slot, form, by, at, satisfaction, evidence, ...known };
      return { ...state, ...withFiles(state, event.data), slots: [...state.slots, filled], signingClock };
    }
    case 'ResultRefused': {
      const { clock, slot } = event.data;
      return {
        ...state,
        counts: oneMore(state.counts, event.type),
        // What a desk answered was nobody's to handle so far.
        stage: state.handlerId === null ? 'ASSIGNED' : 'HANDLING',
        result: null,
        slots: [],
        answers: [],
        clock: resumeClock(state.clock, clock),
        ownDays: ownDaysAfter(state, event.data),
        signingClock: null,
        petitionerRefusals: state.petitionerRefusals + (slot === 'PETITIONER' ? 1 : 0),
        refusalsTypedBy: slot === 'PETITIONER' ? [...new Set([...state.refusalsTypedBy, by.person])] : state.refusalsTypedBy,
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
  }
};
