import { deskRole, ladder, petitionersOf } from '@daqidi/kernel';
import type { Desk } from '@daqidi/schemas';
import type { TriageEvent, TriageFacts, TriageState } from './triage-case.js';

/** Who may review first: the desk that has it; once a village's time has run out also the township's (domain, 2.2). */
export const screeningRoles = ({ desk, clock }: TriageState): readonly string[] => {
  const late = clock?.kind === 'SCREENING' && clock.status === 'OVERDUE';
  return late && desk === 'VILLAGE' ? [deskRole.VILLAGE, deskRole.TOWNSHIP] : [deskRole[desk]];
};

export const assessingRoles = ({ desk }: TriageState): readonly string[] => [deskRole[desk]];

/** Who has the review that is under way. */
export const reviewingRoles = (state: TriageState): readonly string[] =>
  state.stage === 'SCREENING' ? screeningRoles(state) : [deskRole[state.desk]];

const together = (roles: readonly string[]): string => roles.join(' ');

/** Every word that `panelOf` may say. */
const panels = [...ladder.map((desk) => [deskRole[desk]]), [deskRole.VILLAGE, deskRole.TOWNSHIP]];

/** Who has the review that is under way, as one word for lists. */
export const panelOf = (state: TriageState): string => together(reviewingRoles(state));

/** The panels of whoever holds these roles. */
export const panelsOf = (roles: readonly string[]): readonly string[] =>
  panels.filter((panel) => panel.some((role) => roles.includes(role))).map(together);

/** The lowest that the second review may lie with, after a first review at this desk. */
export const lowestForAssessing = (desk: Desk): Desk => (ladder.indexOf(desk) < ladder.indexOf('TOWNSHIP') ? 'TOWNSHIP' : desk);

/**
 * Who may not do the review that is under way: whoever brought the appeal, took it in or answered it at a desk, and after the first review
 * the first reviewer.
 */
export const exceptIn = (
  { stage, screening }: Pick<TriageState, 'stage' | 'screening'>,
  { submitted, takenInBy, answer }: TriageFacts,
): readonly string[] =>
  [
    ...(submitted === null ? [] : petitionersOf(submitted)),
    takenInBy,
    answer?.answeredBy.person ?? null,
    stage === 'ASSESSING' || stage === 'CONTESTED' ? (screening?.reviewer ?? null) : null,
  ].filter((person) => person !== null);

/** Whether a desk has something to decide about it. */
export const isUnderReview = (stage: TriageState['stage']): stage is 'SCREENING' | 'ASSESSING' | 'CONTESTED' =>
  stage === 'SCREENING' || stage === 'ASSESSING' || stage === 'CONTESTED';

/** What follows when nobody competent is left at the desk; `competent` is the next that has somebody, or the same. */
export const moveUp = ({ stage, accepted, desk: from }: TriageState, competent: Desk): readonly TriageEvent[] => {
  if (accepted === null || competent === from || !isUnderReview(stage)) return [];
  return [{ type: 'ReviewMovedUp', v: 1, data: { appealId: accepted.appealId, review: stage, from, desk: competent } }];
};
