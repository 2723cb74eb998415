import type { AssignmentEvents, Category, Deadline, Outcome, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, EntryState } from './entry.js';

const outcomes: Readonly<Record<Category, readonly Outcome[]>> = {
  CONSULTATION: ['ANSWERED'],
  SUGGESTION: ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'],
  RESOLUTION: ['SOLVED', 'PARTLY_SOLVED', 'PLANNED', 'EXPLAINED'],
  COMPLAINT: ['SUBSTANTIATED', 'PARTLY_SUBSTANTIATED', 'UNSUBSTANTIATED'],
};

/** The letters office names the unit. `unitPath` is null where the unit cannot take it: it is gone, or in conflict with the case. */
export const assign = (state: EntryState, unitPath: readonly string[] | null, clock: Deadline): Decision => {
  if (state.stage !== 'ASSIGNING' || state.opened === null) return { refused: 'entry.stage' };
  const [unitId] = unitPath ?? [];
  if (unitPath === null || unitId === undefined) return { refused: 'entry.unit' };
  return [{ type: 'EntryAssigned', v: 1, data: { appealId: state.opened.appealId, unitId, unitPath, clock } }];
};

export const accept = (state: EntryState, appealId: string, handlerId: string): Decision =>
  state.stage === 'ASSIGNED' ? [{ type: 'EntryAccepted', v: 1, data: { appealId, handlerId } }] : { refused: 'entry.stage' };

/** The unit whose handler works on it: the holder or, where it has none now, the nearest unit above (domain, 2.3). */
export const handlingUnit = ({ unitPath }: EntryState, hasHandler: (unitId: string) => boolean): string | null =>
  unitPath.find(hasHandler) ?? null;

const notHandling = (state: EntryState, person: string): Refused | null => {
  if (state.stage !== 'HANDLING') return { refused: 'entry.stage' };
  return state.handlerId === person ? null : { refused: 'entry.handler' };
};

export const recordProgress = (state: EntryState, person: string, appealId: string, text: TextReference): Decision =>
  notHandling(state, person) ?? [{ type: 'ProgressRecorded', v: 1, data: { appealId, text } }];

export const recordContactAttempt = (state: EntryState, attempt: AssignmentEvents['ContactAttempted']): Decision =>
  state.stage === 'SIGNING_OFF' ? [{ type: 'ContactAttempted', v: 1, data: attempt }] : { refused: 'entry.stage' };

/** The handler states the result and signs it in the same act; the clock is suspended. */
export const proposeResult = (state: EntryState, person: string, result: AssignmentEvents['ResultProposed']): Decision => {
  const wrong = notHandling(state, person);
  if (wrong !== null || state.opened === null) return wrong ?? { refused: 'entry.stage' };
  if (!outcomes[state.opened.category].includes(result.outcome)) return { refused: 'entry.outcome' };
  if (result.outcome === 'PLANNED') return { refused: 'entry.planned' };
  const { appealId, digest } = result;
  return [
    { type: 'ResultProposed', v: 1, data: result },
    { type: 'SlotFilled', v: 1, data: { appealId, slot: 'HANDLER', form: 'SIGNED', digest, satisfaction: null, evidence: null } },
  ];
};
