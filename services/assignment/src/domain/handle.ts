import type { AssignmentEvents, Category, Deadline, Outcome, TextReference } from '@daqidi/schemas';
import { recordProblem, type Terms } from './closing-record.js';
import { passOn, type SigningTerms, signerAfter, slotFilled } from './countersign.js';
import type { Decision, EntryState } from './entry.js';
import { type HandlersOf, notHandling } from './handler.js';
import { planMissing } from './plan.js';

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

/** Who asks to go on with the handling. */
interface Handling {
  readonly person: string;
  readonly handlersOf: HandlersOf;
}

export const recordProgress = (
  state: EntryState,
  { person, handlersOf }: Handling,
  appealId: string,
  text: TextReference,
): Decision => notHandling(state, person, handlersOf) ?? [{ type: 'ProgressRecorded', v: 1, data: { appealId, text } }];

export const recordContactAttempt = (state: EntryState, attempt: AssignmentEvents['ContactAttempted']): Decision =>
  state.stage === 'SIGNING_OFF' ? [{ type: 'ContactAttempted', v: 1, data: attempt }] : { refused: 'entry.stage' };

interface Proposing extends Handling {
  readonly terms: Pick<SigningTerms, 'order' | 'clockFor' | 'withdrew'>;
  /** Whether a RESOLUTION has taken so long that it needs a plan. */
  readonly takesLong: boolean;
  /** Of causes and measures. */
  readonly lists: Terms;
  /** In Asia/Shanghai. */
  readonly today: string;
}

/** The handler states the result and signs it in the same act: the unit's clock is suspended, the next signer's starts. */
export const proposeResult = (
  state: EntryState,
  { person, handlersOf, terms, takesLong, lists, today }: Proposing,
  result: AssignmentEvents['ResultProposed'],
): Decision => {
  const wrong = notHandling(state, person, handlersOf);
  if (wrong !== null || state.opened === null) return wrong ?? { refused: 'entry.stage' };
  if (!outcomes[state.opened.category].includes(result.outcome)) return { refused: 'entry.outcome' };
  if ((result.outcome === 'PARTLY_SUBSTANTIATED') !== (result.part !== null)) return { refused: 'entry.substantiated-part' };
  if (result.outcome === 'PLANNED') return { refused: 'entry.planned' };
  const unready = planMissing(state, takesLong) ?? recordProblem(result.record, lists, today);
  if (unready !== null) return unready;
  const { appealId, digest } = result;
  const signed = { appealId, slot: 'HANDLER', form: 'SIGNED', digest, satisfaction: null, evidence: null } as const;
  const next = signerAfter({ slots: [] }, 'HANDLER', terms.order);
  return [
    { type: 'ResultProposed', v: 1, data: result },
    ...(next === null ? [slotFilled(signed, null)] : passOn({ slots: [{ slot: 'HANDLER' }] }, signed, next, terms)),
  ];
};
