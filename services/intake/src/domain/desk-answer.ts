import type { CaseScope, IntakeEvents, Satisfaction } from '@daqidi/schemas';
import { type AppealFacts, type AppealState, type Decision, type DeskAnswer, hasWithdrawn, isClosed } from './appeal.js';

export type DeskStatus = 'OFFERED' | 'CONFIRMED' | 'ACCEPTED' | 'REFUSED' | 'OVERTAKEN';

/** Whether the first review has gone on without the desk: nothing that is answered there counts any more. */
const goneOn = (facts: AppealFacts): boolean => facts.triage.goneOn || facts.assignment.opened || isClosed(facts);

/** What became of an answer, as far as the review has said it. */
export const deskStatus = ({ digest, confirmed }: DeskAnswer, facts: AppealFacts): DeskStatus => {
  const said = facts.triage.deskAnswer;
  if (said?.digest === digest) return said.accepted ? 'ACCEPTED' : 'REFUSED';
  if (goneOn(facts)) return 'OVERTAKEN';
  return confirmed === null ? 'OFFERED' : 'CONFIRMED';
};

const cannotBeAnswered = (facts: AppealFacts): boolean =>
  goneOn(facts) || hasWithdrawn(facts) || facts.triage.deskAnswer !== null;

/** Whoever answers or settles it on contact, in the name of his unit (domain, 2.1). Stated anew as long as the petitioner has not confirmed. */
export const answerAtDesk = (
  { submitted, deskAnswer }: AppealState,
  facts: AppealFacts,
  scope: CaseScope,
  answer: IntakeEvents['DeskAnswered'],
): Decision => {
  if (submitted === null || submitted.petitioner.kind === 'NONE') return { refused: 'desk.petitioner' };
  if (submitted.petitioner.kind === 'GROUP') return { refused: 'group.kind' };
  if (scope.restricted) return { refused: 'desk.accused' };
  if (cannotBeAnswered(facts)) return { refused: 'desk.late' };
  if (deskAnswer !== null && deskAnswer.confirmed !== null) return { refused: 'desk.confirmed' };
  if (answer.outcome === 'SOLVED' && answer.level !== 'VILLAGE') return { refused: 'desk.village' };
  return [{ type: 'DeskAnswered', v: 1, data: answer }];
};

export interface Confirming {
  readonly appealId: string;
  readonly digest: string;
  readonly satisfaction: Satisfaction;
  readonly byCode: boolean;
  readonly person: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Only the petitioner confirms, and only what he read: the worker alone settles nothing (domain, 2.1). */
export const confirmDeskAnswer = (
  { deskAnswer }: AppealState,
  facts: AppealFacts,
  { appealId, digest, satisfaction, byCode, person, at: confirmedAt }: Confirming,
): Decision => {
  if (deskAnswer === null) return { refused: 'desk.none' };
  if (deskAnswer.confirmed !== null) return { refused: 'desk.confirmed' };
  if (cannotBeAnswered(facts)) return { refused: 'desk.late' };
  if (deskAnswer.digest !== digest) return { refused: 'desk.digest' };
  const { at: answeredAt, by: answeredBy, confirmed: _, ...answer } = deskAnswer;
  const form = byCode ? 'BY_CODE' : 'SIGNED';
  const signatures = { form, satisfaction, answeredBy, answeredAt, confirmedBy: { person, post: null }, confirmedAt } as const;
  return [{ type: 'DeskAnswerSigned', v: 1, data: { appealId, ...answer, ...signatures } }];
};
