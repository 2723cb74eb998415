import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import { rankOf } from '../domain/timeline.js';
import type { Tools } from '../tools.js';

const on = foldsInto<string | null>();
const unchanged = (dueAt: string | null): string | null => dueAt;

/** The steps that a petitioner is told of, and until when the next is due. */
export const timelineFolds: readonly Fold<string | null>[] = [
  on('intake', 'AppealSubmitted', unchanged),
  on('intake', 'AppealSupplemented', unchanged),
  on('intake', 'ContactCorrected', unchanged),
  on('intake', 'AppealEvaluated', unchanged),
  on('intake', 'WithdrawalRequested', unchanged),
  on('intake', 'WithdrawalTakenBack', unchanged),
  on('intake', 'CodeActTakenBack', unchanged),
  on('intake', 'NotSolvedReported', unchanged),
  on('intake', 'AppealBroughtAgain', unchanged),
  on('intake', 'DeskAnswered', unchanged),
  on('intake', 'DeskAnswerSigned', unchanged),
  on('triage', 'ConsultationPlaced', (_, { data }) => data.clock.dueAt),
  on('triage', 'ConsultationReturned', (_, { data }) => data.clock.dueAt),
  on('triage', 'DeskAnswerRefused', (_, { data }) => data.clock.dueAt),
  on('intake', 'SplitProposed', (_, { data }) => data.clock.dueAt),
  on('intake', 'SplitApproved', unchanged),
  on('intake', 'SplitLapsed', unchanged),
  on('triage', 'WithdrawalAccepted', unchanged),
  on('triage', 'WithdrawalRefused', unchanged),
  on('triage', 'DismissalContested', (_, { data }) => data.clock.dueAt),
  on('triage', 'ContestAccepted', (_, { data }) => data.clock.dueAt),
  on('triage', 'ContestRefused', unchanged),
  on('triage', 'AppealAccepted', (_, { data }) => data.clock.dueAt),
  on('triage', 'ScreeningPassed', (_, { data }) => data.clock.dueAt),
  on('triage', 'AppealDismissed', unchanged),
  on('triage', 'AppealAssessed', unchanged),
  on('triage', 'ClockOverdue', unchanged),
  on('assignment', 'EntryOpened', (_, { data }) => data.clock?.dueAt ?? null),
  on('assignment', 'EntryAssigned', (_, { data }) => data.clock.dueAt),
  on('assignment', 'EntryAccepted', unchanged),
  on('assignment', 'HandlingExtended', (_, { data }) => data.deadline.dueAt),
  on('assignment', 'HandlingPaused', unchanged),
  on('assignment', 'HandlingResumed', (_, { data }) => data.clock.dueAt),
  on('assignment', 'PlanStated', unchanged),
  on('assignment', 'PlanStepDone', unchanged),
  on('assignment', 'ProgressRecorded', unchanged),
  on('assignment', 'LeaderAnswered', unchanged),
  on('assignment', 'ResultProposed', unchanged),
  on('assignment', 'ResultRefused', (_, { data }) => data.clock.dueAt),
  on('assignment', 'CloseRequested', unchanged),
  on('assignment', 'ClosingHeldUp', unchanged),
  on('assignment', 'AppealClosed', unchanged),
  on('assignment', 'ReopeningRefused', unchanged),
  on('assignment', 'AppealReopened', (_, { data }) => data.clock.dueAt),
  on('assignment', 'WithdrawalAccepted', unchanged),
  on('assignment', 'WithdrawalRefused', unchanged),
  on('assignment', 'ClockOverdue', unchanged),
  on('assignment', 'MeasurePlanned', unchanged),
  on('assignment', 'MeasureDone', unchanged),
  on('assignment', 'PublicationPublished', unchanged),
];

/** One row a step. */
export const projectTimeline = ({ model }: Tools): readonly Listener[] =>
  folding(timelineFolds, (event, dueAtOf) => {
    const order = `${event.time}|${String(rankOf(event.type)).padStart(2, '0')}|${event.id}`;
    return model.timeline.apply(event.id, event, (row) => ({
      ...row,
      appealId: event.key,
      kind: event.type,
      at: event.time,
      order,
      dueAt: dueAtOf(null),
    }));
  });
