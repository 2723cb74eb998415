import type { Attachment, CaseScope, IntakeEvents, Refused, Satisfaction } from '@daqidi/schemas';
import {
  type Actor,
  type AppealFacts,
  type AppealState,
  type Decision,
  type DeskAnswer,
  hasWithdrawn,
  isClosed,
} from './appeal.js';

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

/** Why nothing is answered at a desk now. */
export const notAnswerable = ({ submitted, deskAnswer }: AppealState, facts: AppealFacts, scope: CaseScope): Refused | null => {
  if (submitted === null || submitted.petitioner.kind === 'NONE') return { refused: 'desk.petitioner' };
  if (submitted.petitioner.kind === 'GROUP') return { refused: 'group.kind' };
  if (scope.restricted) return { refused: 'desk.accused' };
  if (cannotBeAnswered(facts)) return { refused: 'desk.late' };
  return deskAnswer !== null && deskAnswer.confirmed !== null ? { refused: 'desk.confirmed' } : null;
};

/** Whoever answers or settles it on contact, in the name of his unit (domain, 2.1). Stated anew as long as the petitioner has not confirmed. */
export const answerAtDesk = (
  state: AppealState,
  facts: AppealFacts,
  scope: CaseScope,
  answer: IntakeEvents['DeskAnswered'],
): Decision => {
  const wrong = notAnswerable(state, facts, scope);
  if (wrong !== null) return wrong;
  if (answer.outcome === 'SOLVED' && answer.level !== 'VILLAGE') return { refused: 'desk.village' };
  return [{ type: 'DeskAnswered', v: 1, data: answer }];
};

export interface Confirming {
  readonly appealId: string;
  readonly digest: string;
  readonly satisfaction: Satisfaction;
  readonly form: IntakeEvents['DeskAnswerSigned']['form'];
  /** The petitioner himself or, with PROXY, whoever has his signature on paper. */
  readonly by: Actor;
  /** ISO 8601. */
  readonly at: string;
  /** What shows his signature; with PROXY there is at least one picture. */
  readonly slip?: readonly Attachment[];
}

/** What a signature on paper can be seen on. */
const showsSignature = ({ mediaType }: Attachment): boolean => mediaType.startsWith('image/') || mediaType === 'application/pdf';

/** Why there is nothing to confirm. */
export const notConfirmable = ({ deskAnswer }: AppealState, facts: AppealFacts): Refused | null => {
  if (deskAnswer === null) return { refused: 'desk.none' };
  if (deskAnswer.confirmed !== null) return { refused: 'desk.confirmed' };
  return cannotBeAnswered(facts) ? { refused: 'desk.late' } : null;
};

/** Only the petitioner confirms, there or on paper that is shown, and only what he read: the worker alone settles nothing (domain, 2.1). */
export const confirmDeskAnswer = (
  state: AppealState,
  facts: AppealFacts,
  { appealId, digest, satisfaction, form, by: confirmedBy, at: confirmedAt, slip = [] }: Confirming,
): Decision => {
  const { deskAnswer } = state;
  const wrong = notConfirmable(state, facts);
  if (wrong !== null || deskAnswer === null) return wrong ?? { refused: 'desk.none' };
  if (deskAnswer.digest !== digest) return { refused: 'desk.digest' };
  const { at: answeredAt, by: answeredBy, confirmed: _, ...answer } = deskAnswer;
  if (form === 'PROXY' && !slip.some(showsSignature)) return { refused: 'desk.slip' };
  const shown = slip.length === 0 ? {} : { attachments: [...slip] };
  const signatures = { form, satisfaction, answeredBy, answeredAt, confirmedBy, confirmedAt, ...shown };
  return [{ type: 'DeskAnswerSigned', v: 1, data: { appealId, ...answer, ...signatures } }];
};
