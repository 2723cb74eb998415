import type { Refused, Satisfaction, TextReference } from '@daqidi/schemas';
import { type AppealFacts, type AppealState, type Decision, hasWithdrawn } from './appeal.js';

export interface EvaluationInput {
  readonly appealId: string;
  readonly satisfaction: Satisfaction;
  readonly reason: TextReference | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Calendar days after closing during which the petitioner may evaluate. */
  readonly windowDays: number;
}

const dayLength = 86_400_000;

/** Why nothing is evaluated now. */
export const notEvaluable = (
  { evaluations }: AppealState,
  facts: AppealFacts,
  { now, windowDays }: Pick<EvaluationInput, 'now' | 'windowDays'>,
): Refused | null => {
  const closed = facts.assignment.closed.at(-1);
  if (closed === undefined) return { refused: 'intake.closed' };
  if (hasWithdrawn(facts)) return { refused: 'intake.withdrawn' };
  if (evaluations.some(({ round }) => round === closed.round)) return { refused: 'intake.evaluated' };
  return now > Date.parse(closed.at) + windowDays * dayLength ? { refused: 'intake.evaluation-window' } : null;
};

/** The petitioner evaluates the last closed round once, inside the policy's window; dissatisfaction says why. */
export const evaluate = (state: AppealState, facts: AppealFacts, input: EvaluationInput): Decision => {
  const closed = facts.assignment.closed.at(-1);
  const wrong = notEvaluable(state, facts, input);
  if (wrong !== null || closed === undefined) return wrong ?? { refused: 'intake.closed' };
  if (input.satisfaction === 'DISSATISFIED' && input.reason === null) return { refused: 'intake.evaluation-reason' };
  const { appealId, satisfaction, reason } = input;
  return [{ type: 'AppealEvaluated', v: 1, data: { appealId, round: closed.round, satisfaction, reason } }];
};
