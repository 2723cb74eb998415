import { type Heard, type Listener, on } from '@daqidi/service';
import type { Tools } from '../tools.js';

type Reviewed = Heard<
  'triage',
  'ScreeningPassed' | 'OpinionRecorded' | 'VerdictProposed' | 'AppealAssessed' | 'AppealDismissed' | 'JointDecisionProposed'
>;

/**
 * Whoever screened or assessed a case holds no track of it, and gives no consent for one (domain, 3: recused for inspection). Of a case
 * that accuses nobody nothing is kept before it is found to be a complaint: then, of who found that.
 */
export const learnReviewers = ({ model }: Tools): readonly Listener[] => {
  /** Whether tracks watch it, or it is not known yet whom it accuses. */
  const isWatched = async (event: Reviewed): Promise<boolean> => {
    if (event.type === 'AppealAssessed' && 'category' in event.data && event.data.category === 'COMPLAINT') return true;
    const oversight = await model.oversights.collection.byId(event.data.appealId);
    const accused = oversight?.facts.accused ?? null;
    return accused === null || accused.units.length + accused.persons.length > 0;
  };
  const learning = async (event: Reviewed): Promise<void> => {
    const { person, post } = event.actor;
    // What both tracks agreed to is carried out by the service itself.
    if (post === null || !(await isWatched(event))) return;
    await model.duals.inform(event.data.appealId, (facts) =>
      facts.reviewers.includes(person) ? facts : { ...facts, reviewers: [...facts.reviewers, person].sort() },
    );
  };
  return [
    on('triage', 'ScreeningPassed', learning),
    on('triage', 'OpinionRecorded', learning),
    on('triage', 'VerdictProposed', learning),
    on('triage', 'AppealAssessed', learning),
    on('triage', 'AppealDismissed', learning),
    on('triage', 'JointDecisionProposed', learning),
  ];
};
