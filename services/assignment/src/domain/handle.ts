import type { AssignmentEvents, Category, Deadline, Outcome, Refused } from '@daqidi/schemas';
import { recordProblem, type Terms } from './closing-record.js';
import { passOn, type SigningTerms, signerAfter, slotFilled } from './countersign.js';
import type { Decision, EntryState } from './entry.js';
import { isGroup, representativesOf } from './group.js';
import { type HandlersOf, notHandling } from './handler.js';
import { notWhilePaused } from './pause.js';
import { planMissing } from './plan.js';
import { type Leaving, leave } from './recall.js';
import { notBeforeDecision } from './request.js';

const outcomes: Readonly<Record<Category, readonly Outcome[]>> = {
  CONSULTATION: ['ANSWERED'],
  SUGGESTION: ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'],
  RESOLUTION: ['SOLVED', 'PARTLY_SOLVED', 'PLANNED', 'EXPLAINED'],
  COMPLAINT: ['SUBSTANTIATED', 'PARTLY_SUBSTANTIATED', 'UNSUBSTANTIATED'],
};

/** Why no unit is named now. `waits`: for a post that nobody holds, in the unit that has it or above. */
export const notAssignable = ({ stage, opened }: EntryState, waits: boolean): Refused | null =>
  opened === null || (stage !== 'ASSIGNING' && !waits) ? { refused: 'entry.stage' } : null;

interface Assigning {
  /** The unit and those above it; null where it cannot take the case: it is gone, or in conflict with it. */
  readonly unitPath: readonly string[] | null;
  /** Of the first assignment; a clock that runs goes on. */
  readonly clock: Deadline;
  /** For a handler of it to accept. */
  readonly accepting: Deadline;
  readonly waits: boolean;
  readonly leaving: Leaving;
}

/**
 * The letters office names the unit; another where nobody is left in the one that has it, or above, for the next step (domain, 2.3: a case
 * never hangs on one person).
 */
export const assign = (state: EntryState, { unitPath, clock, accepting, waits, leaving }: Assigning): Decision => {
  const wrong = notAssignable(state, waits);
  if (wrong !== null || state.opened === null) return wrong ?? { refused: 'entry.stage' };
  const [unitId] = unitPath ?? [];
  const isMoved = state.stage !== 'ASSIGNING';
  if (unitPath === null || unitId === undefined || (isMoved && unitId === state.holderUnitId)) return { refused: 'entry.unit' };
  if (state.objections.freed.includes(unitId)) return { refused: 'entry.unit' };
  return [
    ...(isMoved ? leave(state, leaving) : []),
    { type: 'EntryAssigned', v: 1, data: { appealId: state.opened.appealId, unitId, unitPath, clock, accepting } },
  ];
};

/** Who asks to go on with the handling. */
interface Handling {
  readonly person: string;
  readonly handlersOf: HandlersOf;
}

export const recordProgress = (
  state: EntryState,
  { person, handlersOf }: Handling,
  progress: AssignmentEvents['ProgressRecorded'],
): Decision => notHandling(state, person, handlersOf) ?? [{ type: 'ProgressRecorded', v: 1, data: progress }];

/** Why the petitioner is not sought now. */
export const notSeeking = ({ stage }: EntryState): Refused | null =>
  stage === 'SIGNING_OFF' ? null : { refused: 'entry.stage' };

/** `number`: of a group, which representative was sought, from 1 on; null where none is named. */
export const recordContactAttempt = (
  state: EntryState,
  attempt: Omit<AssignmentEvents['ContactAttempted'], 'personId'>,
  number: number | null = null,
): Decision => {
  const wrong = notSeeking(state);
  if (wrong !== null) return wrong;
  const personId = number === null || !isGroup(state) ? undefined : representativesOf(state)[number - 1];
  if (number !== null && personId === undefined) return { refused: 'group.sought', field: 'representative' };
  return [{ type: 'ContactAttempted', v: 1, data: { ...attempt, ...(personId === undefined ? {} : { personId }) } }];
};

interface Proposing extends Handling {
  readonly terms: Pick<SigningTerms, 'order' | 'clockFor' | 'withdrew'>;
  /** Whether a RESOLUTION has taken so long that it needs a plan. */
  readonly takesLong: boolean;
  /** Of causes and measures. */
  readonly lists: Terms;
  /** In Asia/Shanghai. */
  readonly today: string;
}

/** Why this person states no result now: it is not his, or a plan is due first. */
export const notProposing = (state: EntryState, { person, handlersOf }: Handling, takesLong: boolean): Refused | null =>
  notHandling(state, person, handlersOf) ?? notBeforeDecision(state) ?? notWhilePaused(state) ?? planMissing(state, takesLong);

/** The handler states the result and signs it in the same act: the unit's clock is suspended, the next signer's starts. */
export const proposeResult = (
  state: EntryState,
  { terms, takesLong, lists, today, ...handling }: Proposing,
  result: AssignmentEvents['ResultProposed'],
): Decision => {
  const wrong = notProposing(state, handling, takesLong);
  if (wrong !== null || state.opened === null) return wrong ?? { refused: 'entry.stage' };
  if (!outcomes[state.opened.category].includes(result.outcome)) return { refused: 'entry.outcome' };
  if ((result.outcome === 'PARTLY_SUBSTANTIATED') !== (result.part !== null)) return { refused: 'entry.substantiated-part' };
  if (result.outcome === 'PLANNED') return { refused: 'entry.planned' };
  const unfit = recordProblem(result.record, lists, today);
  if (unfit !== null) return unfit;
  const { appealId, digest } = result;
  const signed = { appealId, slot: 'HANDLER', form: 'SIGNED', digest, satisfaction: null, evidence: null } as const;
  const next = signerAfter({ slots: [] }, 'HANDLER', terms.order);
  return [
    { type: 'ResultProposed', v: 1, data: result },
    ...(next === null ? [slotFilled(signed, null)] : passOn({ slots: [{ slot: 'HANDLER' }] }, signed, next, terms)),
  ];
};
