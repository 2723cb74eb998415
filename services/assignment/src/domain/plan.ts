import type { AssignmentEvents, Refused, TextReference } from '@daqidi/schemas';
import type { Decision, EntryState } from './entry.js';
import { type HandlersOf, notHandling } from './handler.js';

type Stated = AssignmentEvents['PlanStated'];
type StatedStep = Stated['steps'][number];

/** A step of a plan. */
export interface PlanStep extends StatedStep {
  /** Of the version that stated it; its own is the one at `at`. */
  readonly texts: TextReference;
  readonly at: number;
  readonly done: { readonly report: TextReference; readonly at: string } | null;
}

/** What is to be done about a RESOLUTION in its round (一人一策; domain, 2.3). */
export interface Plan {
  /** Of the version in force, from 1 on. */
  readonly number: number;
  readonly statedAt: string;
  readonly by: string;
  readonly reason: TextReference | null;
  readonly steps: readonly PlanStep[];
}

/** The steps of a version as it states them. */
export const stepsOf = ({ steps, text }: Pick<Stated, 'steps' | 'text'>): readonly PlanStep[] =>
  steps.map((step, at) => ({ ...step, texts: text, at, done: null }));

/** What is done stays; the version says what is still to be done. */
export const planStated = (plan: Plan | null, stated: Stated, statedAt: string, by: string): Plan => ({
  number: stated.number,
  statedAt,
  by,
  reason: stated.reason,
  steps: [...(plan?.steps.filter(({ done }) => done !== null) ?? []), ...stepsOf(stated)],
});

export const stepDone = (plan: Plan | null, { step, report }: AssignmentEvents['PlanStepDone'], at: string): Plan | null =>
  plan && { ...plan, steps: plan.steps.map((each) => (each.step === step ? { ...each, done: { report, at } } : each)) };

/** The day, in Asia/Shanghai, on which the next open step is due; null where none is open. */
export const planDueOn = ({ plan }: Pick<EntryState, 'plan'>): string | null =>
  (plan?.steps ?? [])
    .filter(({ done }) => done === null)
    .map(({ dueOn }) => dueOn)
    .sort()[0] ?? null;

const most = { open: 20, inAll: 100 } as const;
const yearsAhead = 3;

export interface Planning {
  readonly appealId: string;
  readonly person: string;
  readonly handlersOf: HandlersOf;
  /** Whether he handles or leads in the unit that has the case, or above. */
  readonly worksOn: (officerId: string) => boolean;
  /** In Asia/Shanghai. */
  readonly today: string;
  readonly text: TextReference;
  readonly steps: readonly Pick<StatedStep, 'dueOn' | 'officerId'>[];
  readonly reason: TextReference | null;
}

const stepsProblem = ({ steps, today, worksOn }: Planning, done: number): Refused | null => {
  if (steps.length === 0 || steps.length > most.open || done + steps.length > most.inAll) return { refused: 'plan.steps' };
  const last = `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}`;
  if (steps.some(({ dueOn }) => dueOn < today || dueOn > last)) return { refused: 'plan.date' };
  return steps.every(({ officerId }) => worksOn(officerId)) ? null : { refused: 'plan.officer' };
};

/** Why this person plans nothing now. */
export const notPlanning = (state: EntryState, { person, handlersOf }: Pick<Planning, 'person' | 'handlersOf'>): Refused | null =>
  notHandling(state, person, handlersOf) ?? (state.opened?.category === 'RESOLUTION' ? null : { refused: 'plan.category' });

/** The handler plans, or plans anew with a reason: the open steps of before make way. */
export const statePlan = (state: EntryState, planning: Planning): Decision => {
  const { plan, round } = state;
  const { appealId, text, steps, reason } = planning;
  const wrong = notPlanning(state, planning);
  if (wrong !== null) return wrong;
  if (plan !== null && reason === null) return { refused: 'plan.reason' };
  const done = plan?.steps.filter((step) => step.done !== null).length ?? 0;
  const problem = stepsProblem(planning, done);
  if (problem !== null) return problem;
  const before = Math.max(0, ...(plan?.steps.map(({ step }) => step) ?? []));
  const numbered = steps.map(({ dueOn, officerId }, index) => ({ step: before + index + 1, dueOn, officerId }));
  const data = { appealId, round, number: (plan?.number ?? 0) + 1, text, steps: numbered, reason };
  return [{ type: 'PlanStated', v: 1, data }];
};

/** Why this person reports no step done now: the plan has none that is open. */
export const notReporting = (
  state: EntryState,
  { person, handlersOf }: Pick<Planning, 'person' | 'handlersOf'>,
): Refused | null => notHandling(state, person, handlersOf) ?? (planDueOn(state) === null ? { refused: 'plan.step' } : null);

export const reportStepDone = (
  state: EntryState,
  handling: Pick<Planning, 'person' | 'handlersOf'>,
  done: Omit<AssignmentEvents['PlanStepDone'], 'round'>,
): Decision => {
  const wrong = notReporting(state, handling);
  if (wrong !== null) return wrong;
  const step = state.plan?.steps.find((each) => each.step === done.step);
  return step === undefined || step.done !== null
    ? { refused: 'plan.step' }
    : [{ type: 'PlanStepDone', v: 1, data: { ...done, round: state.round } }];
};

/**
 * Why a result is not due yet: a RESOLUTION that takes longer than the policy's days has a plan first; what only owes an explanation is
 * not planned.
 */
export const planMissing = ({ opened, plan }: EntryState, takesLong: boolean): Refused | null =>
  takesLong && plan === null && opened?.category === 'RESOLUTION' && opened.reasonableness !== 'UNREASONABLE'
    ? { refused: 'plan.missing' }
    : null;
