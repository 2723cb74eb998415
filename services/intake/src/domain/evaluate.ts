import type { Satisfaction, TextReference } from '@daqidi/schemas';
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

/** The petitioner evaluates the last closed round once, inside the policy's window; dissatisfaction says why. */
export const evaluate = (state: AppealState, facts: AppealFacts, input: EvaluationInput): Decision => {
  const closed = facts.assignment.closed.at(-1);
  if (closed === undefined) return { refused: 'intake.closed' };
  if (hasWithdrawn(facts)) return { refused: 'intake.withdrawn' };
  if (state.evaluations.some(({ round }) => round === closed.round)) return { refused: 'intake.evaluated' };
  if (input.now > Date.parse(closed.at) + input.windowDays * dayLength) return { refused: 'intake.evaluation-window' };
  if (input.satisfaction === 'DISSATISFIED' && input.reason === null) return { refused: 'intake.evaluation-reason' };
  const { appealId, satisfaction, reason } = input;
  return [{ type: 'AppealEvaluated', v: 1, data: { appealId, round: closed.round, satisfaction, reason } }];
};
